using System.Text.Json;
using TWCManager.Core.Json;

namespace TWCManager.Core.Tests.Json;

/// <summary>A document as a row of tokens, by our reader and by the one of the platform; null when it is no JSON.</summary>
internal static class JsonTrace
{
    public static List<string>? OfOurs(byte[] document)
    {
        List<string> tokens = [];
        JsonReader reader = new JsonReader();
        reader.Reset(document, document.Length);
        while (true)
        {
            JsonToken token = reader.Read();
            if (token is JsonToken.Error or JsonToken.End)
            {
                return token == JsonToken.End ? tokens : null;
            }

            bool hasText = token is JsonToken.Name or JsonToken.Text or JsonToken.Number;
            tokens.Add(hasText ? token + " " + reader.GetText() : token.ToString());
        }
    }

    public static List<string>? OfPlatform(byte[] document)
    {
        List<string> tokens = [];
        Utf8JsonReader reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = JsonReader.MaxDepth });
        try
        {
            while (reader.Read())
            {
                tokens.Add(NameOf(ref reader));
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return tokens;
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => "BeginObject",
            JsonTokenType.EndObject => "EndObject",
            JsonTokenType.StartArray => "BeginArray",
            JsonTokenType.EndArray => "EndArray",
            JsonTokenType.PropertyName => "Name " + TextOf(ref reader),
            JsonTokenType.String => "Text " + TextOf(ref reader),
            JsonTokenType.Number => "Number " + System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            _ => reader.TokenType.ToString(),
        };
    }

    // The platform refuses half a surrogate pair and broken UTF-8 only when the text is asked for. We put a replacement character there.
    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Replace('\0', '\uFFFD');
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }
}
