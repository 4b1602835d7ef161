using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Energy;

/// <summary>Asks Home Assistant for one entity that stands for one reading.</summary>
internal sealed class HomeAssistantRequest : EnergyRequest
{
    private readonly HomeAssistantAccess _access;
    private readonly IWallClock _wallClock;
    private readonly HomeAssistantState _state;
    private readonly EnergyReading _target;
    private readonly int _entitySetting;
    private readonly int _invertSetting;
    private readonly bool _isSolar;
    private readonly StampWatch _watch = new StampWatch();
    private string _entity = "";
    private bool _isInverted;
    private bool _hasValue;
    private string _noValueProblem;
    private string _oldValueProblem;

    /// <summary>Makes a request for one reading of the source.</summary>
    /// <param name="state">Parser; may be shared, it holds nothing between replies.</param>
    /// <param name="target">One of the source's readings.</param>
    /// <param name="entitySetting">Setting that names the entity.</param>
    /// <param name="invertSetting">Setting that turns its sign.</param>
    public HomeAssistantRequest(EnergySource source, HomeAssistantAccess access, IWallClock wallClock, HomeAssistantState state, EnergyReading target,
        int entitySetting, int invertSetting)
        : base(source)
    {
        _access = access;
        _wallClock = wallClock;
        _state = state;
        _target = target;
        _entitySetting = entitySetting;
        _invertSetting = invertSetting;
        _isSolar = target == source.Of(ReadingKind.Solar);
    }

    protected override string StaleProblem
    {
        get { return _hasValue ? _oldValueProblem : _noValueProblem; }
    }

    /// <summary>Takes the settings.</summary>
    /// <param name="isAccessChanged">True when address or token are others than before.</param>
    /// <returns>True when the readings will be others: what is under way belongs to the old settings.</returns>
    public bool Configure(ChargerSettings settings, bool isAccessChanged)
    {
        string entity = settings.Text(_entitySetting);
        bool isInverted = settings.Flag(_invertSetting);
        if (entity == _entity && isInverted == _isInverted && !isAccessChanged)
        {
            return false;
        }

        _entity = entity;
        _isInverted = isInverted;
        _hasValue = false;
        _target.Forget();
        _watch.Reset();
        Restart();
        Url = null;
        Authorization = _access.Authorization;
        IsConfigured = entity.Length > 0;
        if (!IsConfigured)
        {
            return true;
        }

        _noValueProblem = entity + " has no value in Home Assistant";
        _oldValueProblem = "Home Assistant has nothing newer for " + entity;
        if (_access.Problem == null)
        {
            Url = _access.UrlOf(entity);
        }
        else
        {
            FailConfiguration(0, _access.Problem);
        }

        return true;
    }

    public override string ProblemOf(SourceState state)
    {
        // All entities share the token, so the last word about it is the truth for each of them.
        return _access.IsGivenUp ? _access.Refusal : base.ProblemOf(state);
    }

    public override bool IsHeldBack(long nowMs)
    {
        return _access.IsHeldBack(nowMs);
    }

    public override bool Take(HttpReply reply, long askedMs, long nowMs)
    {
        if (reply.Status == 401 || reply.Status == 403)
        {
            _access.Refuse(reply.Status, nowMs);
            FailRefused(nowMs, _access.Refusal);
            return false;
        }

        if (reply.Status == 404)
        {
            // Also what an entity gives that is not restored yet after a restart.
            FailConfiguration(nowMs, IsObject(reply) ? _entity + " does not exist in Home Assistant" : "there is no Home Assistant API at haUrl");
            return false;
        }

        if (!IsReadable(reply, nowMs))
        {
            return false;
        }

        _access.Accept();
        switch (_state.Read(reply.Body, reply.Length, _watch.Stamp))
        {
            case ReplyVerdict.Ok:
                Publish(askedMs);
                Succeed(askedMs);
                return true;
            case ReplyVerdict.ConfigurationError:
                FailConfiguration(nowMs, _entity + " " + _state.Problem);
                return false;
            default:
                Fail(nowMs, _entity + " " + _state.Problem);
                return false;
        }
    }

    protected override bool IsPresent(long nowMs, long maxAgeMs)
    {
        return _hasValue && _target.IsFresh(nowMs, maxAgeMs);
    }

    private void Publish(long askedMs)
    {
        long utcSeconds;
        bool isUtcKnown = _wallClock.TryGetUtc(out utcSeconds);
        _watch.Note(_state.Stamp, askedMs, isUtcKnown, utcSeconds);
        _hasValue = _state.HasWatts;
        if (!_hasValue)
        {
            return;
        }

        int watts = _isInverted ? -_state.Watts : _state.Watts;

        // Home Assistant does not renew the stamp of a value that stays the same, and the sun stays at 0 all night.
        // An old 0 of the sun can only make the surplus smaller, so a reply is enough for it.
        _target.Set(watts, _isSolar && watts <= 0 ? askedMs : _watch.AtMs);
    }
}
