using TWCManager.Core.Ports;

namespace TWCManager.Core.Energy;

/// <summary>One thing that is asked for again and again: where, how often after failures, and what is wrong with it. Knows nothing of the other requests.</summary>
public abstract class EnergyRequest
{
    // Devices restart their web part under too many requests, so one that stays silent is asked less often: but never so seldom that
    // the sun is lost for minutes once it is back. A wrong answer counts the same, since a device that starts gives wrong answers too.
    private const int PatientTroubles = 8;
    private const int TroublesBeforeLongPause = 20;
    private const long ShortPauseMs = 30000;
    private const long LongPauseMs = 60000;

    // A refused token is no passing trouble, and Home Assistant locks out those that go on trying.
    private const long RefusalPauseMs = 300000;
    private const int HttpOk = 200;

    private int _troubles;
    private bool _isAsked;
    private bool _isConfigurationFault;
    private bool _isRefused;
    private long _fromMs;

    /// <summary>Makes a request of a source; its settings are still unknown.</summary>
    protected EnergyRequest(EnergySource source)
    {
        Source = source;
    }

    /// <summary>Where the readings go.</summary>
    public EnergySource Source { get; }

    /// <summary>True when the settings name it.</summary>
    public bool IsConfigured { get; protected set; }

    /// <summary>URL, or null when the settings do not make one.</summary>
    public string Url { get; protected set; }

    /// <summary>Authorization header, or null. A secret.</summary>
    public string Authorization { get; protected set; }

    /// <summary>True when no further request may go out until a setting changes.</summary>
    public virtual bool IsHeldBack(long nowMs)
    {
        return false;
    }

    /// <summary>True from <see cref="Begin"/> on until other settings make its reply worthless.</summary>
    public bool IsAwaited
    {
        get { return _isAsked; }
    }

    /// <summary>True when it is time to ask.</summary>
    public bool IsDue(long nowMs, long intervalMs)
    {
        return Url != null && (!_isAsked || nowMs - _fromMs >= PauseMs(intervalMs)) && !IsHeldBack(nowMs);
    }

    /// <summary>Fills in what is sent: a GET unless the device wants something else.</summary>
    public virtual void Fill(HttpRequest request, int timeoutMs)
    {
        request.Get(Url, Authorization, timeoutMs);
    }

    /// <summary>Notes that the request went out.</summary>
    public void Begin(long nowMs)
    {
        _isAsked = true;
        _fromMs = nowMs;
    }

    /// <summary>Judges what came back and takes the readings out of it.</summary>
    /// <param name="reply">Result of the request; only read.</param>
    /// <param name="askedMs">When the request went out: what is in the reply is at least as young.</param>
    /// <returns>True for a good reply.</returns>
    public abstract bool Take(HttpReply reply, long askedMs, long nowMs);

    /// <summary>State of this request alone.</summary>
    public SourceState StateAt(long nowMs, long maxAgeMs)
    {
        if (!IsConfigured)
        {
            return SourceState.NotConfigured;
        }

        if (_isConfigurationFault)
        {
            return SourceState.ConfigurationError;
        }

        if (_troubles > 0)
        {
            return SourceState.Failed;
        }

        if (!HasSucceeded)
        {
            return SourceState.Waiting;
        }

        return IsPresent(nowMs, maxAgeMs) ? SourceState.Ok : SourceState.Stale;
    }

    /// <summary>Sentence that belongs to <paramref name="state"/>, or null.</summary>
    public virtual string ProblemOf(SourceState state)
    {
        if (state == SourceState.Failed || state == SourceState.ConfigurationError)
        {
            return Problem;
        }

        return state == SourceState.Stale ? StaleProblem : null;
    }

    /// <summary>What the sentences are about.</summary>
    protected string Subject
    {
        get { return Source.Subject; }
    }

    /// <summary>True once a good reply has come since the settings last changed.</summary>
    protected bool HasSucceeded { get; private set; }

    /// <summary>Sentence for readings that are too old although replies come.</summary>
    protected abstract string StaleProblem { get; }

    private string AddressSetting
    {
        get { return Source.AddressSetting; }
    }

    private string Problem { get; set; }

    /// <summary>True while what it delivered is not too old.</summary>
    protected abstract bool IsPresent(long nowMs, long maxAgeMs);

    /// <summary>Starts anew with other settings; asks at once.</summary>
    protected void Restart()
    {
        _troubles = 0;
        _isAsked = false;
        _isConfigurationFault = false;
        _isRefused = false;
        HasSucceeded = false;
        Problem = null;
    }

    /// <summary>Lets the next request go out at once.</summary>
    protected void AskAtOnce()
    {
        _isAsked = false;
    }

    /// <summary>Notes a good reply; its readings are already in the source.</summary>
    /// <param name="askedMs">When it was asked for.</param>
    protected void Succeed(long askedMs)
    {
        _troubles = 0;
        _isConfigurationFault = false;
        _isRefused = false;
        HasSucceeded = true;
        Problem = null;
        Source.NoteReading(askedMs);
    }

    /// <summary>Notes a trouble that may pass by itself.</summary>
    /// <param name="problem">Sentence for a person.</param>
    protected void Fail(long nowMs, string problem)
    {
        _isConfigurationFault = false;
        NoteTrouble(nowMs, problem);
    }

    /// <summary>Notes a trouble that lasts until a setting changes.</summary>
    /// <param name="problem">Sentence for a person.</param>
    protected void FailConfiguration(long nowMs, string problem)
    {
        _isConfigurationFault = true;
        NoteTrouble(nowMs, problem);
    }

    /// <summary>Notes that we are refused: only the owner can change that.</summary>
    protected void FailRefused(long nowMs, string problem)
    {
        FailConfiguration(nowMs, problem);
        _isRefused = true;
    }

    private void NoteTrouble(long nowMs, string problem)
    {
        _isRefused = false;
        _troubles = _troubles < int.MaxValue ? _troubles + 1 : _troubles;
        Problem = problem;
        _fromMs = nowMs;
    }

    /// <summary>Checks everything about a reply that can be checked without reading it, and notes what is wrong.</summary>
    /// <returns>True when the body is worth reading.</returns>
    protected bool IsReadable(HttpReply reply, long nowMs)
    {
        if (reply.Failure == HttpFailure.BadUrl)
        {
            FailConfiguration(nowMs, AddressSetting + " is no valid address");
            return false;
        }

        string problem = ProblemOf(reply);
        if (problem == null)
        {
            return true;
        }

        Fail(nowMs, problem);
        return false;
    }

    /// <summary>Captive portals and old loggers answer with web pages: only an object is worth a parser.</summary>
    protected static bool IsObject(HttpReply reply)
    {
        for (int i = 0; i < reply.Length; i++)
        {
            byte b = reply.Body[i];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n')
            {
                return b == '{';
            }
        }

        return false;
    }

    private string ProblemOf(HttpReply reply)
    {
        switch (reply.Failure)
        {
            case HttpFailure.None:
                break;
            case HttpFailure.TimedOut:
                return Subject + " does not answer in time";
            case HttpFailure.RequestTooLong:
                return "the request to " + Subject + " is too long to be sent";
            case HttpFailure.TooLong:
                return Subject + " answers with far too much; is " + AddressSetting + " right?";
            default:
                return Subject + " cannot be reached";
        }

        if (reply.Status >= 300 && reply.Status < 400)
        {
            return Subject + " sends us to another address (HTTP status " + reply.Status.ToString()
                + "), perhaps from http to https; set " + AddressSetting + " to the address that answers itself";
        }

        if (reply.Status != HttpOk)
        {
            return Subject + " answers with HTTP status " + reply.Status.ToString();
        }

        return IsObject(reply) ? null : Subject + " answers with something that is not JSON; is " + AddressSetting + " right?";
    }

    private long PauseMs(long intervalMs)
    {
        long pauseMs = _isRefused ? RefusalPauseMs : _troubles > TroublesBeforeLongPause ? LongPauseMs : _troubles > PatientTroubles ? ShortPauseMs : 0;
        return pauseMs > intervalMs ? pauseMs : intervalMs;
    }
}
