namespace TWCManager.Simulation;

/// <summary>The fault that an HTTP device has at present. May be changed at any time, from any thread.</summary>
public sealed class HttpFaults
{
    /// <summary>Value of <see cref="HangMs"/> for ever.</summary>
    public const int ForEver = -1;

    /// <summary>Length of the body of <see cref="HttpFaultKind.HugeBody"/>, bytes.</summary>
    public const int HugeLength = 1000000;

    private volatile HttpFaultKind _kind;

    /// <summary>What goes wrong.</summary>
    public HttpFaultKind Kind
    {
        get => _kind;
        set => _kind = value;
    }

    /// <summary>How long <see cref="HttpFaultKind.Hang"/> and <see cref="HttpFaultKind.StallInBody"/> last before the answer goes on, ms; or <see cref="ForEver"/>.</summary>
    public int HangMs { get; set; } = ForEver;

    /// <summary>Time between two bytes of <see cref="HttpFaultKind.SlowBytes"/>, ms.</summary>
    public int SlowByteMs { get; set; } = 50;

    /// <summary>What is sent instead of the device's own answer, where the fault is one of content.</summary>
    internal HttpAnswer Apply(HttpAnswer answer)
    {
        switch (Kind)
        {
            case HttpFaultKind.ServerError:
                return HttpAnswer.Page(500, "Internal Server Error");
            case HttpFaultKind.Unauthorized:
                return HttpAnswer.Text(401, "401: Unauthorized");
            case HttpFaultKind.Garbage:
                return HttpAnswer.Json("{\"Body\":{\"Data\":[1,2,\u0001\"state\":}}nul");
            case HttpFaultKind.HugeBody:
                return HttpAnswer.Json("{\"filler\":\"" + new string('x', HugeLength - 13) + "\"}");
            default:
                return answer;
        }
    }
}
