using System.Text;
using TWCManager.Core.Json;
using Xunit;

namespace TWCManager.Core.Tests.Json;

public sealed class JsonReaderTests(ITestOutputHelper output)
{
    [Fact]
    public void Right_documents_are_read_as_the_platform_reads_them()
    {
        const int Count = 50000;
        JsonDocuments documents = new JsonDocuments(1);
        int tokens = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] document = documents.Next();
            List<string>? expected = JsonTrace.OfPlatform(document);
            Assert.NotNull(expected);
            Assert.Equal(expected, JsonTrace.OfOurs(document));
            tokens += expected.Count;
        }

        output.WriteLine($"{Count} documents, {tokens} tokens");
    }

    [Fact]
    public void Spoilt_documents_are_judged_as_the_platform_judges_them()
    {
        const int Count = 300000;
        JsonDocuments documents = new JsonDocuments(2);
        int accepted = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] document = documents.NextSpoilt();
            List<string>? expected = JsonTrace.OfPlatform(document);
            List<string>? actual = JsonTrace.OfOurs(document);
            Assert.True((expected == null) == (actual == null), Encoding.UTF8.GetString(document));
            if (expected == null)
            {
                continue;
            }

            accepted++;
            Assert.Equal(expected.Count, actual!.Count);
            Assert.All(expected.Zip(actual), pair => Assert.True(pair.First.EndsWith(" ?") || pair.First == pair.Second, pair.ToString()));
        }

        output.WriteLine($"{Count} documents, {accepted} of them still JSON");
        Assert.InRange(accepted, Count / 20, Count - Count / 20);
    }

    [Fact]
    public void Random_bytes_are_judged_as_the_platform_judges_them()
    {
        const string Marks = "{}[],:\"\\01.eE+-tfn ";
        Random random = new Random(3);
        int accepted = 0;
        for (int i = 0; i < 300000; i++)
        {
            byte[] document = new byte[random.Next(8)];
            for (int at = 0; at < document.Length; at++)
            {
                document[at] = (byte)Marks[random.Next(Marks.Length)];
            }

            bool isJson = JsonTrace.OfPlatform(document) != null;
            Assert.True(isJson == (JsonTrace.OfOurs(document) != null), Encoding.UTF8.GetString(document));
            accepted += isJson ? 1 : 0;
        }

        output.WriteLine($"300000 documents, {accepted} of them JSON");
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Depth_has_its_end(int depth, bool isRead)
    {
        string arrays = new string('[', depth) + new string(']', depth);
        string objects = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        Assert.Equal(isRead, JsonTrace.OfOurs(Encoding.UTF8.GetBytes(arrays)) != null);
        Assert.Equal(isRead, JsonTrace.OfOurs(Encoding.UTF8.GetBytes(objects)) != null);
    }

    [Fact]
    public void Every_beginning_of_a_document_is_an_error_that_stays()
    {
        byte[] document = Encoding.UTF8.GetBytes("""{"a":[1.5e3,true,"\u20AC"],"b":{"c":null}}""");
        for (int length = 0; length < document.Length; length++)
        {
            JsonReader reader = new JsonReader();
            reader.Reset(document, length);
            while (reader.Token is not (JsonToken.Error or JsonToken.End))
            {
                reader.Read();
            }

            Assert.Equal(JsonToken.Error, reader.Token);
            Assert.Equal(JsonToken.Error, reader.Read());
        }
    }

    [Fact]
    public void Only_the_given_length_counts()
    {
        JsonReader reader = new JsonReader();
        reader.Reset(Encoding.UTF8.GetBytes("12]]"), 2);
        Assert.Equal(JsonToken.Number, reader.Read());
        Assert.Equal("12", reader.GetText());
        Assert.Equal(JsonToken.End, reader.Read());
    }

    [Fact]
    public void Skip_jumps_over_whole_values()
    {
        JsonReader reader = On("""{"skipped":{"x":[1,{"y":2}]},"also":[[],{}],"plain":5,"wanted":7}""");
        reader.Read();
        string[] names = ["skipped", "also", "plain"];
        foreach (string name in names)
        {
            Assert.Equal(JsonToken.Name, reader.Read());
            Assert.True(reader.TextIs(name));
            reader.Skip();
            Assert.Equal(1, reader.Depth);
        }

        reader.Read();
        Assert.True(reader.TextIs("wanted"));
        reader.Read();
        Assert.True(reader.TryGetInt(out int value));
        Assert.Equal(7, value);
    }

    [Fact]
    public void Skip_over_a_broken_value_ends_in_an_error()
    {
        JsonReader reader = On("""{"a":[1,{"y":2]}}""");
        reader.Read();
        reader.Read();
        reader.Skip();
        Assert.Equal(JsonToken.Error, reader.Token);
    }

    [Theory]
    [InlineData("\"state\"", "state", true)]
    [InlineData("\"st\\u0061te\"", "state", true)]
    [InlineData("\"state\"", "stat", false)]
    [InlineData("\"state\"", "states", false)]
    [InlineData("\"state\"", "State", false)]
    [InlineData("\"\"", "", true)]
    [InlineData("\"a\\\"b\"", "a\"b", true)]
    public void Text_is_compared_with_its_escapes_resolved(string json, string text, bool isSame)
    {
        JsonReader reader = On(json);
        reader.Read();
        Assert.Equal(isSame, reader.TextIs(text));
    }

    [Theory]
    [InlineData("\"\\uD83D\\uDE97\"", "\U0001F697")]
    [InlineData("\"\\uD83D\"", "\uFFFD")]
    [InlineData("\"\\uD83Dx\"", "\uFFFDx")]
    [InlineData("\"\\uDE97\"", "\uFFFD")]
    [InlineData("\"\\uD83D\\u0041\"", "\uFFFDA")]
    [InlineData("\"\\uD83D\\n\"", "\uFFFD\n")]
    [InlineData("\"\\u0000\"", "\uFFFD")]
    [InlineData("\"\\uFFFF\"", "\uFFFF")]
    [InlineData("\"\\u07ff\\u0800\"", "\u07FF\u0800")]
    public void Escapes_become_characters_and_half_pairs_a_replacement(string json, string text)
    {
        JsonReader reader = On(json);
        Assert.Equal(JsonToken.Text, reader.Read());
        Assert.Equal(text, reader.GetText());
    }

    [Theory]
    [InlineData("5", true, 5)]
    [InlineData("5.0", true, 5)]
    [InlineData("5e0", true, 5)]
    [InlineData("50e-1", true, 5)]
    [InlineData("0.5e1", true, 5)]
    [InlineData("-0", true, 0)]
    [InlineData("2147483647", true, int.MaxValue)]
    [InlineData("-2147483648", true, int.MinValue)]
    [InlineData("2147483648", false, 0)]
    [InlineData("-2147483649", false, 0)]
    [InlineData("4294967301", false, 0)]
    [InlineData("5.5", false, 0)]
    [InlineData("5.0000001", false, 0)]
    [InlineData("5.00000000000000000000000000001", false, 0)]
    [InlineData("1e-400", false, 0)]
    [InlineData("1e99", false, 0)]
    [InlineData("\"5\"", false, 0)]
    [InlineData("true", false, 0)]
    public void An_int_is_a_whole_number_in_range(string json, bool isInt, int value)
    {
        JsonReader reader = On(json);
        reader.Read();
        Assert.Equal(isInt, reader.TryGetInt(out int actual));
        Assert.Equal(value, actual);
    }

    [Theory]
    [InlineData("1.734", true, 1734)]
    [InlineData("\"1.734\"", true, 1734)]
    [InlineData("\" -1.7345 \"", true, -1735)]
    [InlineData("\"unavailable\"", false, 0)]
    [InlineData("\"\"", false, 0)]
    [InlineData("\"1\\u0031\"", false, 0)]
    [InlineData("null", false, 0)]
    [InlineData("[1]", false, 0)]
    public void A_fixed_number_may_be_a_number_or_spelt_in_a_text(string json, bool isNumber, long value)
    {
        JsonReader reader = On(json);
        reader.Read();
        Assert.Equal(isNumber, reader.TryGetFixed(3, out long actual));
        Assert.Equal(value, actual);
    }

    [Fact]
    public void Reading_without_asking_for_strings_allocates_nothing()
    {
        byte[] document = Encoding.UTF8.GetBytes("""{"a":[1.5e3,true,"text"],"state":"1.734","c":{"d":null,"e":-17}}""");
        JsonReader reader = new JsonReader();
        long sum = ReadAll(reader, document);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 10000; i++)
        {
            sum += ReadAll(reader, document);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10001L * (1734 + 1500 * 1000 - 17 * 1000), sum);
    }

    private static long ReadAll(JsonReader reader, byte[] document)
    {
        long sum = 0;
        reader.Reset(document, document.Length);
        while (reader.Read() != JsonToken.End)
        {
            if (reader.Token == JsonToken.Name && reader.TextIs("a"))
            {
                continue;
            }

            sum += reader.TryGetFixed(3, out long value) ? value : 0;
        }

        return sum;
    }

    private static JsonReader On(string json)
    {
        byte[] document = Encoding.UTF8.GetBytes(json);
        JsonReader reader = new JsonReader();
        reader.Reset(document, document.Length);
        return reader;
    }
}
