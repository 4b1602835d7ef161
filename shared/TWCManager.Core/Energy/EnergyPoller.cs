using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Energy;

/// <summary>Asks the configured energy sources in turn, one request at a time, and keeps what they told. Leaves to <see cref="EnergyBalance"/> what it means.</summary>
public sealed class EnergyPoller
{
    // A data logger needs 1 to 3 s; a device that needs more than this is not there.
    private const int TimeoutMs = 10000;

    // Six times the limit that the adapter was given: it hangs, and only it can end that.
    private const long HangMs = 60000;
    private const string HangProblem = "the network has not answered a request for 60 s";

    // 10 s polling has restarted the web part of at least one inverter, so never faster.
    private const int MinIntervalSeconds = 10;
    private const long RefreshMs = 1000;

    private readonly IHttp _http;
    private readonly ChargerSettings _settings;
    private readonly HttpRequest _request = new HttpRequest();
    private readonly HttpReply _reply = new HttpReply();
    private readonly HomeAssistantAccess _access = new HomeAssistantAccess();
    private readonly EnergySource _fronius = new EnergySource(EnergySource.Fronius);
    private readonly EnergySource _homeAssistant = new EnergySource(EnergySource.HomeAssistant);
    private readonly FroniusRequest _powerFlow;
    private readonly HomeAssistantRequest _generation;
    private readonly HomeAssistantRequest _consumption;
    private readonly HomeAssistantRequest _grid;
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
    /// <param name="http">Used by nobody else.</param>
    /// <param name="wallClock">Only asked whether the very first value of an entity is an old one.</param>
    public EnergyPoller(IHttp http, ChargerSettings settings, IWallClock wallClock)
    {
        _http = http;
        _settings = settings;
        Sources = new EnergySource[] { _fronius, _homeAssistant };
        HomeAssistantState state = new HomeAssistantState();
        _powerFlow = new FroniusRequest(_fronius);
        _generation = new HomeAssistantRequest(_homeAssistant, _access, wallClock, state, _homeAssistant.Solar);
        _consumption = new HomeAssistantRequest(_homeAssistant, _access, wallClock, state, _homeAssistant.House);
        _grid = new HomeAssistantRequest(_homeAssistant, _access, wallClock, state, _homeAssistant.Grid);
        _requests = new EnergyRequest[] { _powerFlow, _generation, _consumption, _grid };
    }

    /// <summary>All sources, configured or not: Fronius, then Home Assistant. The array is ours.</summary>
    public EnergySource[] Sources { get; }

    /// <summary>Good replies so far.</summary>
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

        if (isChanged || !_hasRefreshed || nowMs - _refreshedMs >= RefreshMs)
        {
            _hasRefreshed = true;
            _refreshedMs = nowMs;
            Refresh(_fronius, nowMs);
            Refresh(_homeAssistant, nowMs);
        }
    }

    private void Configure()
    {
        _hasSettings = true;
        _settingsVersion = _settings.Version;
        DropReplyOf(_powerFlow, _powerFlow.Configure(_settings.Text(Setting.FroniusHost)));

        bool isAccessChanged = _access.Configure(_settings.Text(Setting.HaUrl), _settings.Text(Setting.HaToken));
        bool isChanged = isAccessChanged;
        isChanged |= Configure(_generation, Setting.HaGenerationEntity, Setting.HaGenerationInvert, isAccessChanged);
        isChanged |= Configure(_consumption, Setting.HaConsumptionEntity, Setting.HaConsumptionInvert, isAccessChanged);
        isChanged |= Configure(_grid, Setting.HaGridEntity, Setting.HaGridInvert, isAccessChanged);
        if (isChanged)
        {
            _access.Accept();
        }

        if (isAccessChanged)
        {
            _homeAssistant.LastOkMs = 0;
        }
    }

    private bool Configure(HomeAssistantRequest request, int entitySetting, int invertSetting, bool isAccessChanged)
    {
        bool isChanged = request.Configure(_settings.Text(entitySetting), _settings.Flag(invertSetting), isAccessChanged);
        DropReplyOf(request, isChanged);
        return isChanged;
    }

    private void DropReplyOf(EnergyRequest request, bool isChanged)
    {
        if (isChanged && _asked == request)
        {
            _asked = null;
        }
    }

    private void TakeReply(long nowMs)
    {
        EnergyRequest asked = _asked;
        _isBusy = false;
        _asked = null;

        // Null: the settings have changed meanwhile, and this is the answer to a question nobody asks any more.
        if (asked != null && asked.Take(_reply, _busySinceMs, nowMs))
        {
            ReadingCount++;
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

        // The adapter may hold a result that nobody waits for: taken out of its way, it takes the next request.
        _http.TryTake(_reply);
    }

    private void Refresh(EnergySource source, long nowMs)
    {
        long maxAgeMs = _settings.Number(Setting.EnergyMaxAgeSeconds) * 1000L;
        SourceState worst = SourceState.NotConfigured;
        EnergyRequest spokesman = null;
        for (int i = 0; i < _requests.Length; i++)
        {
            EnergyRequest request = _requests[i];
            if (request.Source != source)
            {
                continue;
            }

            SourceState state = request.StateAt(nowMs, maxAgeMs);
            if (spokesman == null || Rank(state) > Rank(worst))
            {
                worst = state;
                spokesman = request;
            }
        }

        if (worst == SourceState.NotConfigured)
        {
            source.LastOkMs = 0;
        }
        else if (worst != SourceState.ConfigurationError && (_isBusy || _isRefused) && nowMs - _busySinceMs >= HangMs)
        {
            source.State = SourceState.Failed;
            source.Problem = HangProblem;
            return;
        }

        source.State = worst;
        source.Problem = spokesman.ProblemOf(worst);
    }

    // The numbers of the states are in order of trouble, but one entity that still waits spoils those that are well.
    private static int Rank(SourceState state)
    {
        if (state == SourceState.Ok)
        {
            return 1;
        }

        return state == SourceState.Waiting ? 2 : (int)state;
    }
}
