using System.Text;

namespace TWCManager.Core.Tests.Json;

/// <summary>Random JSON documents as text, right ones and spoilt ones.</summary>
internal sealed class JsonDocuments(int seed)
{
    private static readonly string[] s_texts =
    [
        "", "a", "state", "unit_of_measurement", "\\\"", "\\\\", "\\/", "\\b\\f\\n\\r\\t", "\\u0041", "\\u00e9", "\\u20AC", "\\uD83D\\uDE97", "é", "€", "🚗",
        "a b", "null", "1.5", " ", "{", "[", ",", ":",
    ];

    private static readonly string[] s_numbers =
    [
        "0", "-0", "1", "-1", "10", "1.5", "-2.25", "0.001", "1e3", "1E+3", "1e-3", "-1.5E-2", "123456789012345678", "2147483647", "-2147483648",
        "2147483648", "5.0", "0.0", "99999999999999999999",
    ];

    private readonly Random _random = new Random(seed);

    public byte[] Next()
    {
        StringBuilder text = new StringBuilder();
        Value(text, 0);
        Blank(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public byte[] NextSpoilt()
    {
        List<byte> bytes = [.. Next()];
        for (int changes = _random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = _random.Next(bytes.Count);
            const string Marks = "{}[],:\"\\0123456789.eE+-tfnu \n\t\u0001";
            byte mark = (byte)Marks[_random.Next(Marks.Length)];
            switch (_random.Next(5))
            {
                case 0:
                    bytes[at] = mark;
                    break;
                case 1:
                    bytes.Insert(at, mark);
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.RemoveRange(at, _random.Next(bytes.Count - at));
                    break;
                default:
                    (bytes[at], bytes[^1]) = (bytes[^1], bytes[at]);
                    break;
            }
        }

        return [.. bytes];
    }

    private void Value(StringBuilder text, int depth)
    {
        Blank(text);
        switch (_random.Next(depth > 5 ? 5 : 7))
        {
            case 0:
                text.Append(s_numbers[_random.Next(s_numbers.Length)]);
                break;
            case 1:
                Text(text);
                break;
            case 2:
                text.Append("true");
                break;
            case 3:
                text.Append("false");
                break;
            case 4:
                text.Append("null");
                break;
            case 5:
                Members(text, '[', ']', depth, false);
                break;
            default:
                Members(text, '{', '}', depth, true);
                break;
        }
    }

    private void Members(StringBuilder text, char open, char close, int depth, bool isObject)
    {
        text.Append(open);
        int count = _random.Next(4);
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            if (isObject)
            {
                Blank(text);
                Text(text);
                Blank(text);
                text.Append(':');
            }

            Value(text, depth + 1);
            Blank(text);
        }

        Blank(text);
        text.Append(close);
    }

    private void Text(StringBuilder text)
    {
        text.Append('"');
        for (int parts = _random.Next(3); parts > 0; parts--)
        {
            text.Append(s_texts[_random.Next(s_texts.Length)]);
        }

        text.Append('"');
    }

    private void Blank(StringBuilder text)
    {
        if (_random.Next(4) == 0)
        {
            text.Append(" \n\r\t"[_random.Next(4)]);
        }
    }
}
