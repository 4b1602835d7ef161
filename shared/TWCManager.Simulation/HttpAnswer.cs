namespace TWCManager.Simulation;

/// <summary>What a device answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Value of that header.</param>
/// <param name="Body">Text, sent as UTF-8.</param>
public sealed record HttpAnswer(int Status, string ContentType, string Body)
{
    /// <summary>A reply of status 200 with JSON.</summary>
    public static HttpAnswer Json(string body)
    {
        return new HttpAnswer(200, "application/json", body);
    }

    /// <summary>Plain text of any status.</summary>
    public static HttpAnswer Text(int status, string body)
    {
        return new HttpAnswer(status, "text/plain; charset=utf-8", body);
    }

    /// <summary>A page for people, of any status.</summary>
    public static HttpAnswer Page(int status, string title)
    {
        return new HttpAnswer(status, "text/html", "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>");
    }
}
