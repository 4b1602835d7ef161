namespace TWCManager.Core.Web;

/// <summary>One thing that a browser can ask for: method, path, who may, and what makes the answer. A row of the table in <see cref="WebService"/>.</summary>
internal sealed class WebRoute
{
    /// <summary>Makes an answer: writes it, or begins one in parts.</summary>
    internal delegate void Answer(long nowMs);

    private readonly string _path;
    private readonly bool _isPrefix;

    private WebRoute(string path, WebAccess access)
    {
        _path = path;
        _isPrefix = path.Length > 1 && path[path.Length - 1] == '/';
        Access = access;
    }

    /// <summary>Who may ask.</summary>
    internal WebAccess Access { get; }

    /// <summary>The answer of a GET that is the same for everybody; null if <see cref="Make"/> makes it.</summary>
    internal IReplyParts Parts { get; private set; }

    /// <summary>Makes the answer.</summary>
    internal Answer Make { get; private set; }

    /// <summary>A GET whose answer needs nothing of the request.</summary>
    internal static WebRoute Show(string path, WebAccess access, IReplyParts parts)
    {
        return new WebRoute(path, access) { Parts = parts };
    }

    /// <summary>A GET whose answer depends on the request.</summary>
    internal static WebRoute Show(string path, WebAccess access, Answer make)
    {
        return new WebRoute(path, access) { Make = make };
    }

    /// <summary>A POST.</summary>
    /// <param name="path">With a slash at its end: whatever begins with it.</param>
    internal static WebRoute Change(string path, WebAccess access, Answer make)
    {
        return new WebRoute(path, access) { Make = make, IsChange = true };
    }

    /// <summary>A POST, and not a GET.</summary>
    internal bool IsChange { get; private set; }

    /// <summary>Whether a request is meant.</summary>
    internal bool Fits(bool isChange, string path)
    {
        return isChange == IsChange && (_isPrefix ? path.IndexOf(_path) == 0 : path == _path);
    }
}
