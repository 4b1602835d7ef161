using System.Text;
using System.Text.Json.Nodes;
using TWCManager.Core.Json;
using Xunit;

namespace TWCManager.Core.Tests.Json;

public sealed class JsonWriterTests(ITestOutputHelper output)
{
    private readonly JsonWriter _writer = new JsonWriter(1024);

    [Fact]
    public void Commas_and_colons_are_where_they_belong()
    {
        _writer.BeginObject();
        _writer.Field("a", 1);
        _writer.Name("b");
        _writer.BeginArray();
        _writer.BeginArray();
        _writer.EndArray();
        _writer.BeginObject();
        _writer.EndObject();
        _writer.Value(true);
        _writer.Value("x");
        _writer.Null();
        _writer.EndArray();
        _writer.Field("c", false);
        _writer.Field("d", null);
        _writer.FieldNull("e");
        _writer.FieldFixed("f", 1542, 2);
        _writer.FieldHex("g", 0x2C, 4);
        _writer.EndObject();

        Assert.Equal("""{"a":1,"b":[[],{},true,"x",null],"c":false,"d":null,"e":null,"f":15.42,"g":"002C"}""", Written());
    }

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(0, 2, "0.00")]
    [InlineData(5, 2, "0.05")]
    [InlineData(-5, 2, "-0.05")]
    [InlineData(-1542, 2, "-15.42")]
    [InlineData(100, 2, "1.00")]
    [InlineData(1, 9, "0.000000001")]
    [InlineData(long.MaxValue, 0, "9223372036854775807")]
    [InlineData(long.MinValue, 0, "-9223372036854775808")]
    [InlineData(long.MinValue, 9, "-9223372036.854775808")]
    [InlineData(int.MinValue, 0, "-2147483648")]
    public void Fixed_numbers_have_all_their_digits(long value, int decimals, string text)
    {
        _writer.Fixed(value, decimals);
        Assert.Equal(text, Written());
    }

    [Fact]
    public void Every_character_comes_back()
    {
        int cases = 0;
        for (int code = 0; code <= 0x10FFFF; code++, cases++)
        {
            if (code is >= 0xD800 and < 0xE000)
            {
                continue;
            }

            string text = "a" + char.ConvertFromUtf32(code) + "\"";
            _writer.Reset();
            _writer.Value(text);
            if (JsonNode.Parse(_writer.Buffer.AsSpan(0, _writer.Length))!.GetValue<string>() != text)
            {
                Assert.Fail("U+" + code.ToString("X4") + " came back as something else");
            }
        }

        output.WriteLine($"{cases} characters");
    }

    [Fact]
    public void Random_texts_come_back_from_the_platform_and_from_our_reader()
    {
        const int Count = 100000;
        const string Marks = "\"\\\n\r\t\b\f\u0001\u001f /abcé€\u007f";
        Random random = new Random(7);
        JsonReader reader = new JsonReader();
        for (int i = 0; i < Count; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Marks[random.Next(Marks.Length)]));
            _writer.Reset();
            _writer.BeginObject();
            _writer.Field(text, text);
            _writer.EndObject();

            Assert.Equal(text, (string?)JsonNode.Parse(Written())![text]);
            reader.Reset(_writer.Buffer, _writer.Length);
            reader.Read();
            reader.Read();
            Assert.Equal(text, reader.GetText());
            Assert.True(reader.TextIs(text) || text.Any(c => c > 0x7E));
        }

        output.WriteLine($"{Count} texts");
    }

    [Fact]
    public void A_document_is_complete_when_it_fits_to_the_byte_and_never_when_it_does_not()
    {
        Random random = new Random(8);
        for (int round = 0; round < 300; round++)
        {
            int seed = random.Next();
            JsonWriter roomy = new JsonWriter(4096);
            WriteSomething(roomy, new Random(seed));
            Assert.True(roomy.IsComplete);
            string whole = Encoding.UTF8.GetString(roomy.Buffer, 0, roomy.Length);
            JsonNode.Parse(whole);
            for (int capacity = 0; capacity <= roomy.Length + 1; capacity++)
            {
                JsonWriter tight = new JsonWriter(capacity);
                WriteSomething(tight, new Random(seed));
                Assert.Equal(capacity >= roomy.Length, tight.IsComplete);
                Assert.InRange(tight.Length, 0, capacity);
                Assert.True(!tight.IsComplete || whole == Encoding.UTF8.GetString(tight.Buffer, 0, tight.Length));
            }
        }
    }

    [Fact]
    public void After_an_overflow_reset_starts_anew()
    {
        JsonWriter writer = new JsonWriter(4);
        writer.Value("too long");
        Assert.False(writer.IsComplete);

        writer.Reset();
        writer.Value(1234);

        Assert.True(writer.IsComplete);
        Assert.Equal("1234", Encoding.UTF8.GetString(writer.Buffer, 0, writer.Length));
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        WriteFields();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10000; i++)
        {
            WriteFields();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        JsonNode.Parse(Written());
    }

    private static void WriteSomething(JsonWriter writer, Random random)
    {
        string[] texts = ["", "plain", "\"quoted\"", "\u0001\u0002", "é€🚗", "a longer text with a \\ in it"];
        writer.BeginObject();
        for (int i = random.Next(6); i >= 0; i--)
        {
            string text = texts[random.Next(texts.Length)];
            writer.Name(text);
            switch (random.Next(6))
            {
                case 0:
                    writer.Value(text);
                    break;
                case 1:
                    writer.Fixed(random.Next(-1000, 1000), random.Next(4));
                    break;
                case 2:
                    writer.Null();
                    break;
                case 3:
                    writer.Hex(random.Next(), 4);
                    break;
                case 4:
                    writer.BeginArray();
                    writer.Value(random.Next(2) == 0);
                    writer.Value(random.NextInt64());
                    writer.EndArray();
                    break;
                default:
                    writer.BeginObject();
                    writer.EndObject();
                    break;
            }
        }

        writer.EndObject();
    }

    private void WriteFields()
    {
        _writer.Reset();
        _writer.BeginObject();
        _writer.Field("reason", "line\nbreak and € and \u0001");
        _writer.FieldFixed("actualAmps", 1542, 2);
        _writer.Field("solarWatts", -3000000000L);
        _writer.FieldHex("id", 0x2019, 4);
        _writer.EndObject();
    }

    private string Written()
    {
        Assert.True(_writer.IsComplete);
        return Encoding.UTF8.GetString(_writer.Buffer, 0, _writer.Length);
    }
}
