using nanoFramework.TestFramework;
using TWCManager.Core.Json;

namespace TWCManager.Device.Tests;

/// <summary>The reader of foreign JSON on the interpreter, whose strings are UTF-8 inside.</summary>
[TestClass]
public class JsonReaderTests
{
    [TestMethod]
    public void Members_come_in_order()
    {
        JsonReader reader = ReaderOf("{\"a\":[1,true],\"b\":null}");
        Assert.AreEqual((int)JsonToken.BeginObject, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.Name, (int)reader.Read());
        Assert.IsTrue(reader.TextIs("a"));
        Assert.AreEqual((int)JsonToken.BeginArray, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.Number, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.True, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.EndArray, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.Name, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.Null, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.EndObject, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.End, (int)reader.Read());
    }

    [TestMethod]
    public void Escapes_become_characters()
    {
        JsonReader reader = ReaderOf("\"a\\/b \\u00e4 \\ud83d\\ude97\"");
        reader.Read();
        Assert.AreEqual("a/b \u00e4 \U0001F697", reader.GetText());
    }

    [TestMethod]
    public void Negative_number_is_read_in_tenths()
    {
        JsonReader reader = ReaderOf("-1734.56");
        long tenths;
        reader.Read();
        Assert.IsTrue(reader.TryGetFixed(1, out tenths));
        Assert.AreEqual(-17346L, tenths);
    }

    [TestMethod]
    public void Document_cut_short_is_an_error()
    {
        JsonReader reader = ReaderOf("{\"a\":1");
        while (reader.Token != JsonToken.Error && reader.Token != JsonToken.End)
        {
            reader.Read();
        }

        Assert.AreEqual((int)JsonToken.Error, (int)reader.Token);
    }

    private static JsonReader ReaderOf(string text)
    {
        JsonReader reader = new JsonReader();
        byte[] document = Bytes.OfText(text);
        reader.Reset(document, document.Length);
        return reader;
    }
}
