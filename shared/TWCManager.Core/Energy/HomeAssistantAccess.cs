namespace TWCManager.Core.Energy;

/// <summary>Address and token of Home Assistant, shared by all its entities, and how often they were refused.</summary>
internal sealed class HomeAssistantAccess
{
    // Each refusal counts towards a ban of our address, which only the owner can lift by editing a file.
    private const int MaxRefusals = 3;
    private const long PauseAfterRefusalMs = 60000;

    private string _url = "";
    private string _token = "";
    private string _statesUrl = "";
    private int _refusals;
    private long _refusedMs;

    /// <summary>Value of the Authorization header. A secret.</summary>
    public string Authorization { get; private set; }

    /// <summary>What is missing to ask at all, or null.</summary>
    public string Problem
    {
        get { return _url.Length == 0 ? "haUrl is not set" : _token.Length == 0 ? "haToken is not set" : null; }
    }

    /// <summary>True after so many refusals that only a change of the settings helps.</summary>
    public bool IsGivenUp
    {
        get { return _refusals >= MaxRefusals; }
    }

    /// <summary>Takes the settings.</summary>
    /// <returns>True when they are others than before.</returns>
    public bool Configure(string url, string token)
    {
        // Pasted tokens bring a line end along.
        string trimmed = token.Trim();
        if (url == _url && trimmed == _token)
        {
            return false;
        }

        _url = url;
        _token = trimmed;
        _statesUrl = url + "/api/states/";
        Authorization = "Bearer " + trimmed;
        return true;
    }

    /// <summary>URL of an entity's state.</summary>
    public string UrlOf(string entity)
    {
        return _statesUrl + entity;
    }

    /// <summary>True while nothing may be asked.</summary>
    public bool IsHeldBack(long nowMs)
    {
        return IsGivenUp || (_refusals > 0 && nowMs - _refusedMs < PauseAfterRefusalMs);
    }

    /// <summary>Sentence about the last refusal.</summary>
    public string Refusal { get; private set; }

    /// <summary>Notes that the token (401) or our address (403) was refused.</summary>
    public void Refuse(int status, long nowMs)
    {
        _refusals++;
        _refusedMs = nowMs;
        string sentence = status == 401
            ? "Home Assistant refuses haToken (HTTP status 401)"
            : "Home Assistant has banned this device (HTTP status 403); the ban has to be lifted there";
        Refusal = IsGivenUp ? sentence + "; not asked again until a Home Assistant setting changes" : sentence;
    }

    /// <summary>Forgets the refusals.</summary>
    public void Accept()
    {
        _refusals = 0;
    }
}
