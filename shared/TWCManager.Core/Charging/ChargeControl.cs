using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>Lets the steps from what the policy grants to what each connector is offered take place in their order. Each step is a class of its own.</summary>
/// <remarks>
/// <see cref="SharedGrant"/> (what all may use), <see cref="RoomPlan"/> (what the wiring has), <see cref="DemandReader"/> (what each asks for),
/// <see cref="SwitchedSharing"/> (shares), <see cref="ShareReasons"/> (shares become verdicts), <see cref="TrapRelease"/> and
/// <see cref="StopControl"/> (may replace a verdict), <see cref="OfferGate"/> (verdicts become offers, right before the wire).
/// Knows nothing of suns and schedules: only how many amperes they grant.
/// </remarks>
public sealed class ChargeControl
{
    private readonly ChargerSettings _settings;
    private readonly PointRoster _roster;
    private readonly LoadBook _loads;
    private readonly TrialWish _trial = new TrialWish();
    private readonly SharedGrant _grant;
    private readonly RoomPlan _plan;
    private readonly CurrentAllocator _allocator;
    private readonly DemandReader _demands;
    private readonly SwitchedSharing _sharing;
    private readonly ShareReasons _reasons;
    private readonly TrapRelease _trap;
    private readonly StopControl _stops;
    private int _settingsVersion = -1;
    private bool _hasOtherMakes;

    /// <param name="capacity">Charge points at most.</param>
    public ChargeControl(ChargerSettings settings, int capacity)
    {
        _settings = settings;
        _roster = new PointRoster(settings, capacity);
        _loads = new LoadBook(_roster);
        _grant = new SharedGrant(settings, _roster);
        _plan = new RoomPlan(_roster, _loads);
        _allocator = new CurrentAllocator(capacity);
        _demands = new DemandReader(_roster, _allocator.Requests, _trial);
        _sharing = new SwitchedSharing(_allocator, _demands, _trial);
        _reasons = new ShareReasons(settings, _loads, _trial);
        _trap = new TrapRelease(_loads, _trial);
        _stops = new StopControl(settings, _roster, _trial);
        Gate = new OfferGate(_roster, _loads);
        Sessions = new SessionBook(_roster);
    }

    /// <summary>The charge points; the first <see cref="Count"/> count.</summary>
    public ChargePoint[] Points
    {
        get { return _roster.Points; }
    }

    /// <summary>How many there are.</summary>
    public int Count
    {
        get { return _roster.Count; }
    }

    /// <summary>The last gate, which the bus asks before each heartbeat.</summary>
    public OfferGate Gate { get; }

    /// <summary>What was charged when.</summary>
    public SessionBook Sessions { get; }

    /// <summary>Limit of all connectors together in 0.01 A, on each conductor; 0 while none is set.</summary>
    public int WiringLimitCentiamps
    {
        get { return _loads.WiringLimitCentiamps; }
    }

    /// <summary>Current that an unknown unit takes, in 0.01 A: it comes off the limit.</summary>
    public int StrangerCentiamps
    {
        get { return _loads.StrangerCentiamps; }
    }

    /// <summary>Power of all cars in W.</summary>
    public int ChargingWatts { get; private set; }

    /// <summary>Sum of what is offered, in 0.01 A.</summary>
    public int OfferedTotalCentiamps
    {
        get
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += Points[i].Offer.Centiamps;
            }

            return sum;
        }
    }

    /// <summary>Sum of what is drawn, in 0.01 A.</summary>
    public int ActualTotalCentiamps
    {
        get
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += Points[i].Car.IsCharging ? Points[i].Connector.ActualCentiamps : 0;
            }

            return sum;
        }
    }

    /// <summary>What one ampere offered to the cars means in W, from those that charge, else from the settings.</summary>
    public int WattsPerAmp
    {
        get
        {
            int actualCentiamps = ActualTotalCentiamps;
            int phases = _settings.Number(Setting.NumberOfPhases);
            return actualCentiamps >= WallConnector.DrawingCentiamps && ChargingWatts > 0
                ? (int)((long)ChargingWatts * 100 / actualCentiamps)
                : _settings.Number(Setting.DefaultVoltage) * (phases > 0 ? phases : 1);
        }
    }

    /// <returns>The charge point of a connector, or null.</returns>
    public ChargePoint Find(WallConnector connector)
    {
        return _roster.Find(connector);
    }

    /// <summary>A person gave an order: what follows from it goes out with the next heartbeat.</summary>
    public void NoteCommand(long nowMs)
    {
        Gate.NoteCommand(nowMs);
    }

    /// <summary>A commissioning test wishes for one connector: exactly this current and no more, whatever the policy grants, as far as every limit lets it.</summary>
    /// <param name="centiamps">In 0.01 A; 0 for a stop.</param>
    public void Try(WallConnector connector, int centiamps)
    {
        _trial.Begin(connector, centiamps);
    }

    /// <summary>Ends what <see cref="Try"/> began.</summary>
    public void EndTrial()
    {
        _trial.End();
    }

    /// <summary>Takes in what the bus knows: who is there, what they draw. Before the policy decides.</summary>
    public void Observe(BusMaster bus, long nowMs)
    {
        Gate.Observe(bus.Noise.IsBad);
        _loads.SetLimits(_settings.Number(Setting.WiringMaxAmpsAllTWCs) * 100, bus.StrangerCentiamps(nowMs));
        bool hasNew = _roster.Follow(bus.Roster, nowMs);
        if (hasNew || _settingsVersion != _settings.Version)
        {
            FollowSettings(nowMs);
        }

        int lowestLimit = PointLimits.LowestLimit(_settings, _loads.WiringLimitCentiamps);
        bus.AnnouncedCentiamps = _hasOtherMakes ? lowestLimit : 0;
        int volts = _settings.Number(Setting.DefaultVoltage);
        int phases = _settings.Number(Setting.NumberOfPhases);
        int watts = 0;
        for (int i = 0; i < Count; i++)
        {
            Points[i].Observe(lowestLimit, volts, phases, nowMs);
            watts += Points[i].Car.PowerWatts;
        }

        ChargingWatts = watts;
    }

    /// <summary>Shares out what the policy grants to all cars together: each connector gets the same wish.</summary>
    /// <param name="availableCentiamps">Granted to all cars together.</param>
    /// <param name="flexCentiamps">What a car that charges already may take from the grid to stay at its minimum.</param>
    /// <param name="isSteady">True for grants that come from the sun: starts and stops wait for the start/stop delay.</param>
    /// <param name="isSure">False if it is not known what the sun gives.</param>
    public void Assign(int availableCentiamps, int flexCentiamps, bool isSteady, bool isSure, long nowMs)
    {
        for (int i = 0; i < Count; i++)
        {
            Points[i].Wish.Set(availableCentiamps, flexCentiamps, isSteady, isSure);
        }

        Assign(nowMs);
    }

    // From the wish that each charge point has.
    private void Assign(long nowMs)
    {
        _grant.Update();
        _plan.Update(nowMs);
        _demands.Read(_grant.AvailableCentiamps);
        _sharing.ShareWithSwitches(_plan.ForSharing, _grant, WattsPerAmp, nowMs);
        Judge(_grant.AvailableCentiamps, nowMs);
        for (int i = 0; i < Count; i++)
        {
            Gate.Settle(Points[i]);
        }
    }

    private void Judge(int availableCentiamps, long nowMs)
    {
        for (int i = 0; i < Count; i++)
        {
            if (!Points[i].TakesPart)
            {
                _reasons.JudgeAbsent(Points[i]);
            }
        }

        for (int i = 0; i < _demands.Count; i++)
        {
            _reasons.Judge(_demands.Owners[i], _allocator.Requests[i], availableCentiamps, _allocator.Left);
        }

        for (int i = 0; i < _demands.Count; i++)
        {
            _trap.Judge(_demands.Owners[i], _allocator.Left, nowMs);
        }

        _stops.Update(nowMs);
    }

    private void FollowSettings(long nowMs)
    {
        _settingsVersion = _settings.Version;
        _hasOtherMakes = _settings.HasChoice(Setting.CarKind, Setting.CarOther);
        for (int i = 0; i < Count; i++)
        {
            Points[i].FollowChoices(_settings, nowMs);
        }
    }
}
