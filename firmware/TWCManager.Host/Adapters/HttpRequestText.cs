using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>Takes the head of a request apart. Strict where laxness would let two readers see two requests.</summary>
internal sealed class HttpRequestText
{
    /// <summary>Longest head in bytes, request line included.</summary>
    public const int HeadLimit = 8192;

    private const int PathLimit = 200;

    private HttpRequestText(string method, string path)
    {
        Method = method;
        Path = path;
    }

    public string Method { get; }

    public string Path { get; }

    public string? Host { get; private set; }

    public string? Origin { get; private set; }

    public string? ContentType { get; private set; }

    public string? Token { get; private set; }

    /// <summary>Announced length of the body in bytes.</summary>
    public int BodyLength { get; private set; }

    /// <summary>Reads a head.</summary>
    /// <param name="head">Without the empty line at its end.</param>
    /// <returns>Null when it is none that we serve.</returns>
    public static HttpRequestText? Read(ReadOnlySpan<byte> head)
    {
        string[] lines = Encoding.Latin1.GetString(head).Split("\r\n");
        string[] words = lines[0].Split(' ');
        bool isKnown = words.Length == 3 && words[2] is "HTTP/1.1" or "HTTP/1.0";
        if (!isKnown || !words[0].All(char.IsAsciiLetterUpper) || words[0].Length is 0 or > 10 || !words[1].StartsWith('/') || words[1].Any(c => c is < '!' or > '~'))
        {
            return null;
        }

        string path = words[1].Split('?')[0];
        HttpRequestText request = new HttpRequestText(words[0], path.Length > PathLimit ? "/too-long" : path);
        HashSet<string> seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 1; i < lines.Length; i++)
        {
            if (!request.TryTakeHeader(lines[i], seen))
            {
                return null;
            }
        }

        return request;
    }

    private bool TryTakeHeader(string line, HashSet<string> seen)
    {
        int colon = line.IndexOf(':');
        if (colon <= 0 || line.Any(c => c < ' ' && c != '\t') || line[..colon].Any(c => c is <= ' ' or > '~'))
        {
            return false;
        }

        string name = line[..colon];
        string value = line[(colon + 1)..].Trim();
        switch (name.ToLowerInvariant())
        {
            case "host":
                Host = value;
                return seen.Add(name);
            case "origin":
                Origin = value;
                return seen.Add(name);
            case "content-type":
                ContentType = value;
                return seen.Add(name);
            case "content-length":
                bool isNumber = value.Length is > 0 and < 10 && value.All(char.IsAsciiDigit);
                BodyLength = isNumber ? int.Parse(value) : 0;
                return isNumber && seen.Add(name);
            case "transfer-encoding":
                // No browser sends a body of ours that way.
                return false;
            default:
                if (name.Equals(BrowserRequest.TokenHeader, StringComparison.OrdinalIgnoreCase))
                {
                    Token = value;
                    return seen.Add(name);
                }

                return true;
        }
    }
}
