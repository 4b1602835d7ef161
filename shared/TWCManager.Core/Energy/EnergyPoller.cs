using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Energy;

/// <summary>Sends the requests of all sources in turn, one at a time.</summary>
/// <remarks>Knows sources only as a list; leaves to <see cref="EnergyBalance"/> what the readings mean.</remarks>
public sealed class EnergyPoller
{
    // A data logger needs 1 to 3 s; a device that needs more than this is not there.
    private const int TimeoutMs = 10000;

    // Six times the limit that the adapter was given: it hangs, and only it can end that.
    private const long HangMs = 60000;

    // 10 s polling has restarted the web part of at least one inverter, so never faster.
    private const int MinIntervalSeconds = 10;
    private const long RefreshMs = 1000;

    private readonly IHttp _http;
    private readonly ChargerSettings _settings;
    private readonly HttpRequest _request = new HttpRequest();
    private readonly HttpReply _reply = new HttpReply();
    private readonly EnergyRequest[] _requests;
    private bool _hasSettings;
    private int _settingsVersion;
    private int _next;
    private bool _isBusy;
    private bool _isRefused;
    private long _busySinceMs;
    private EnergyRequest _asked;
    private bool _hasRefreshed;
    private long _refreshedMs;

    /// <summary>Makes a poller that asks nothing before the first <see cref="Tick"/>.</summary>
    /// <param name="http">Used by nothing else.</param>
    /// <param name="sources">All sources, configured or not, polled or not (<see cref="EnergySources.All"/>); kept.</param>
    public EnergyPoller(IHttp http, ChargerSettings settings, EnergySource[] sources)
    {
        _http = http;
        _settings = settings;
        Sources = sources;
        _requests = RequestsOf(sources);
    }

    /// <summary>All sources, configured or not. The array is ours.</summary>
    public EnergySource[] Sources { get; }

    /// <summary>Good replies so far, of all sources, as of the last tick.</summary>
    public int ReadingCount { get; private set; }

    /// <summary>Does what is due: takes settings, takes a reply, begins a request. Never waits.</summary>
    public void Tick(long nowMs)
    {
        bool isChanged = false;
        if (!_hasSettings || _settings.Version != _settingsVersion)
        {
            Configure();
            isChanged = true;
        }

        if (_isBusy && _http.TryTake(_reply))
        {
            TakeReply(nowMs);
            isChanged = true;
        }

        if (!_isBusy)
        {
            BeginNext(nowMs);
        }

        isChanged |= CountReadings();
        if (isChanged || !_hasRefreshed || nowMs - _refreshedMs >= RefreshMs)
        {
            _hasRefreshed = true;
            _refreshedMs = nowMs;
            Refresh(nowMs);
        }
    }

    private static EnergyRequest[] RequestsOf(EnergySource[] sources)
    {
        int count = 0;
        for (int i = 0; i < sources.Length; i++)
        {
            count += sources[i].Requests.Length;
        }

        EnergyRequest[] all = new EnergyRequest[count];
        count = 0;
        for (int i = 0; i < sources.Length; i++)
        {
            EnergyRequest[] requests = sources[i].Requests;
            for (int k = 0; k < requests.Length; k++)
            {
                all[count++] = requests[k];
            }
        }

        return all;
    }

    private void Configure()
    {
        _hasSettings = true;
        _settingsVersion = _settings.Version;
        for (int i = 0; i < Sources.Length; i++)
        {
            Sources[i].Configure(_settings);
        }
    }

    private void TakeReply(long nowMs)
    {
        EnergyRequest asked = _asked;
        _isBusy = false;
        _asked = null;

        // The settings may have changed meanwhile: then this is the answer to a question of before.
        if (asked.IsAwaited)
        {
            asked.Take(_reply, _busySinceMs, nowMs);
        }
    }

    private void BeginNext(long nowMs)
    {
        int seconds = _settings.Number(Setting.EnergyPollSeconds);
        long intervalMs = (seconds > MinIntervalSeconds ? seconds : MinIntervalSeconds) * 1000L;
        for (int i = 0; i < _requests.Length; i++)
        {
            int index = (_next + i) % _requests.Length;
            if (_requests[index].IsDue(nowMs, intervalMs))
            {
                Begin(index, nowMs);
                return;
            }
        }
    }

    private void Begin(int index, long nowMs)
    {
        EnergyRequest request = _requests[index];
        bool wasRefused = _isRefused;
        request.Fill(_request, TimeoutMs);
        _isBusy = _http.TryBegin(_request);
        _isRefused = !_isBusy;
        if (_isBusy)
        {
            _busySinceMs = nowMs;
            _asked = request;
            _next = (index + 1) % _requests.Length;
            request.Begin(nowMs);
            return;
        }

        if (!wasRefused)
        {
            _busySinceMs = nowMs;
        }

        // The adapter may hold a result that is no longer awaited: taken out of its way, it takes the next request.
        _http.TryTake(_reply);
    }

    // Sources that are not asked count their readings too.
    private bool CountReadings()
    {
        int count = 0;
        for (int i = 0; i < Sources.Length; i++)
        {
            count += Sources[i].ReadingCount;
        }

        bool isNew = count != ReadingCount;
        ReadingCount = count;
        return isNew;
    }

    private void Refresh(long nowMs)
    {
        long maxAgeMs = _settings.Number(Setting.EnergyMaxAgeSeconds) * 1000L;
        bool isHanging = (_isBusy || _isRefused) && nowMs - _busySinceMs >= HangMs;
        for (int i = 0; i < Sources.Length; i++)
        {
            Sources[i].Refresh(nowMs, maxAgeMs, isHanging);
        }
    }
}
