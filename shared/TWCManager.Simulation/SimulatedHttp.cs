using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Simulation;

/// <summary>HTTP in virtual time: devices by host name, with their faults, and no socket. One request at a time, as the port demands.</summary>
public sealed class SimulatedHttp : IHttp
{
    /// <summary>Longest body that is handed out, bytes.</summary>
    public const int BodyCapacity = 4096;

    private readonly Dictionary<string, Device> _devices = new Dictionary<string, Device>();
    private readonly byte[] _body = new byte[BodyCapacity];

    private HttpAnswer? _answer;
    private HttpFailure _failure;
    private bool _isBusy;
    private long _dueMs;
    private long _nowMs;

    /// <summary>Requests begun.</summary>
    public int RequestCount { get; private set; }

    /// <summary>Adds a device and returns the switch for its faults.</summary>
    /// <param name="authority">Host, with a port unless it is the usual one, as in the URL.</param>
    /// <param name="responder">The device.</param>
    /// <param name="latencyMs">Time to its answer, ms.</param>
    public HttpFaults Add(string authority, IHttpResponder responder, int latencyMs = 80)
    {
        Device device = new Device(responder, latencyMs, new HttpFaults());
        _devices[authority] = device;
        return device.Faults;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(long nowMs)
    {
        _nowMs = Math.Max(_nowMs, nowMs);
    }

    /// <inheritdoc/>
    public bool TryBegin(HttpRequest request)
    {
        if (_isBusy)
        {
            return false;
        }

        _isBusy = true;
        RequestCount++;
        _answer = null;
        if (request.BodyLength > HttpRequest.BodyCapacity)
        {
            Finish(HttpFailure.RequestTooLong, 0);
        }
        else if (!Uri.TryCreate(request.Url, UriKind.Absolute, out Uri? uri) || (uri.Scheme != "http" && uri.Scheme != "https"))
        {
            Finish(HttpFailure.BadUrl, 0);
        }
        else if (!_devices.TryGetValue(uri.Authority, out Device? device) || device.Faults.Kind == HttpFaultKind.Refuse)
        {
            Finish(HttpFailure.NotReachable, 0);
        }
        else
        {
            Begin(device, AskOf(request, uri), request.TimeoutMs);
        }

        return true;
    }

    /// <inheritdoc/>
    public bool TryTake(HttpReply reply)
    {
        if (!_isBusy || _nowMs < _dueMs)
        {
            return false;
        }

        _isBusy = false;
        reply.Failure = _failure;
        reply.Status = 0;
        reply.Length = 0;
        reply.Body = _body;
        if (_answer != null)
        {
            reply.Status = _answer.Status;
            reply.Length = Encoding.UTF8.GetBytes(_answer.Body, _body);
        }

        return true;
    }

    private static HttpAsk AskOf(HttpRequest request, Uri uri)
    {
        string body = request.IsPost && request.Body != null ? Encoding.UTF8.GetString(request.Body, 0, request.BodyLength) : string.Empty;
        return new HttpAsk(request.IsPost ? "POST" : "GET", uri.AbsolutePath, uri.Query.TrimStart('?'), request.Authorization ?? string.Empty, body);
    }

    private void Begin(Device device, HttpAsk ask, int timeoutMs)
    {
        HttpAnswer answer = device.Faults.Apply(device.Responder.Answer(ask));
        int length = Encoding.UTF8.GetByteCount(answer.Body);
        long tookMs = device.LatencyMs + DelayMs(device.Faults, length);
        if (tookMs >= timeoutMs)
        {
            Finish(HttpFailure.TimedOut, timeoutMs);
        }
        else if (length > BodyCapacity)
        {
            Finish(HttpFailure.TooLong, tookMs);
        }
        else
        {
            _answer = answer;
            Finish(HttpFailure.None, tookMs);
        }
    }

    private void Finish(HttpFailure failure, long tookMs)
    {
        _failure = failure;
        _dueMs = _nowMs + tookMs;
    }

    private static long DelayMs(HttpFaults faults, int length)
    {
        switch (faults.Kind)
        {
            case HttpFaultKind.Hang:
            case HttpFaultKind.StallInBody:
                return faults.HangMs == HttpFaults.ForEver ? int.MaxValue : faults.HangMs;
            case HttpFaultKind.SlowBytes:
                return (long)faults.SlowByteMs * length;
            default:
                return 0;
        }
    }

    private sealed record Device(IHttpResponder Responder, int LatencyMs, HttpFaults Faults);
}
