namespace TWCManager.Core.Web;

/// <summary>The page: one document with everything in it, for a phone first. It fetches what it shows from <see cref="WebService"/>.</summary>
/// <remarks>
/// In parts of at most <see cref="PartLimit"/> bytes, each made when it is asked for, so that on a device nothing of the page lies in the heap.
/// Its sources are the files in Web/Page, from which tests/TWCManager.PageMaker makes <see cref="PageParts"/>. May be read on any thread. ASCII only, so that
/// characters are bytes.
/// </remarks>
public static class WebPage
{
    /// <summary>Longest part in bytes.</summary>
    public const int PartLimit = 1024;

    /// <summary>Number of parts.</summary>
    public const int PartCount = PageParts.Count;

    /// <summary>Content-Security-Policy that every answer carries: nothing comes from elsewhere, nobody frames it.</summary>
    public const string ContentPolicy = "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>One part, 0 to <see cref="PartCount"/> - 1.</summary>
    public static string Part(int part)
    {
        return PageParts.Part(part);
    }
}
