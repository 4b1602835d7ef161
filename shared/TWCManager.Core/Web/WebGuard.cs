using TWCManager.Core.Commands;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Web;

/// <summary>Keeps other people's pages away: judges a request by its head before anybody looks at what it wants.</summary>
/// <remarks>
/// A page of another origin can make a browser on this network send requests here. It cannot read the answers, nor set our token's header, nor send
/// JSON, without our consent, which we never give. A name that is made to point here (DNS rebinding) would be an origin of ours to the browser: so we
/// answer only to names that nobody outside this network can own.
/// </remarks>
internal static class WebGuard
{
    private const string Json = "application/json";
    private const string Scheme = "http://";

    /// <summary>Judges a request.</summary>
    /// <param name="error">Null, or a sentence.</param>
    /// <returns>0, or the HTTP status of the refusal.</returns>
    internal static int Check(BrowserRequest request, out string error)
    {
        if (!IsLocalName(request.Host))
        {
            error = "Ask by address, by a name without dots, or by a name that ends in .local.";
            return 403;
        }

        if (request.Origin != null && request.Origin.ToLower() != Scheme + request.Host.ToLower())
        {
            error = "This page answers to itself only.";
            return 403;
        }

        if (request.Method == "GET")
        {
            error = null;
            return 0;
        }

        if (request.Method != "POST")
        {
            error = "Only GET and POST are known.";
            return 405;
        }

        return CheckBody(request, out error);
    }

    private static int CheckBody(BrowserRequest request, out string error)
    {
        if (!IsJson(request.ContentType))
        {
            error = "The body must be " + Json + ".";
            return 415;
        }

        if (request.IsTooLong)
        {
            error = "The body is longer than " + BrowserRequest.BodyCapacity.ToString() + " bytes. Change fewer settings at once.";
            return 413;
        }

        bool isText = CommandText.IsText(request.Body, request.Length);
        error = isText ? null : "The body is not UTF-8 text.";
        return isText ? 0 : 400;
    }

    private static bool IsJson(string contentType)
    {
        if (contentType == null)
        {
            return false;
        }

        string type = contentType.ToLower();
        string rest;
        return type == Json || CommandText.TryCut(type, Json + ";", out rest) || CommandText.TryCut(type, Json + " ", out rest);
    }

    /// <summary>True for an IPv4 address, an IPv6 address in brackets, a name without dots and one below .local, each with or without a port.</summary>
    internal static bool IsLocalName(string host)
    {
        if (host == null || host.Length == 0)
        {
            return false;
        }

        char[] text = host.ToLower().ToCharArray();
        int end = text[0] == '[' ? EndOfBrackets(text) : EndOfName(text);
        return end > 0 && IsPort(text, end) && (text[0] == '[' || IsKind(text, end));
    }

    private static int EndOfBrackets(char[] text)
    {
        int at = 1;
        while (at < text.Length && ((text[at] >= '0' && text[at] <= '9') || (text[at] >= 'a' && text[at] <= 'f') || text[at] == ':' || text[at] == '.'))
        {
            at++;
        }

        return at > 2 && at < text.Length && text[at] == ']' ? at + 1 : 0;
    }

    private static int EndOfName(char[] text)
    {
        int at = 0;
        while (at < text.Length && ((text[at] >= '0' && text[at] <= '9') || (text[at] >= 'a' && text[at] <= 'z') || text[at] == '-' || text[at] == '_' || text[at] == '.'))
        {
            at++;
        }

        return at;
    }

    private static bool IsPort(char[] text, int at)
    {
        if (at == text.Length)
        {
            return true;
        }

        bool isPort = text[at] == ':' && text.Length - at > 1 && text.Length - at <= 6;
        for (int i = at + 1; i < text.Length; i++)
        {
            isPort = isPort && text[i] >= '0' && text[i] <= '9';
        }

        return isPort;
    }

    private static bool IsKind(char[] text, int end)
    {
        int dots = 0;
        bool isNumeric = true;
        for (int i = 0; i < end; i++)
        {
            dots += text[i] == '.' ? 1 : 0;
            isNumeric = isNumeric && (text[i] == '.' || (text[i] >= '0' && text[i] <= '9'));
        }

        if (isNumeric)
        {
            return dots == 3;
        }

        string name = new string(text, 0, end);
        string rest;
        return dots == 0 || CommandText.TryCutEnding(name, ".local", out rest);
    }
}
