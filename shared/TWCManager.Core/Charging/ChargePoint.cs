using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>A wall connector with its car, as control sees it: does it draw, does it want to, what is it offered and why.</summary>
public sealed class ChargePoint
{
    private const int StateReady = 0;
    private const int StateCharging = 1;
    private const int StateError = 2;
    private const int StatePluggedIdle = 3;
    private const int StateWaitingForLimit = 4;
    private const int StateBusy = 5;
    private const int StateStarting = 8;
    private const int StateAdjusted = 10;
    private const int PlugUnplugged = 0;
    private const int PlugCharging = 1;
    private const int PlugPlugged = 3;
    private const long MsPerHour = 3600000;
    // A longer step than this is a pause of ours, not a time in which we know what was drawn.
    private const long LongestStepMs = 5000;

    private long _lastPluggedSignMs;
    private long _energyAtMs;
    private long _wattMs;
    private long _idleOfferMs;
    private long _overdrawSinceMs;
    private long _meterAtMs;

    internal ChargePoint(WallConnector connector, long nowMs)
    {
        Connector = connector;
        AddedMs = nowMs;
        _energyAtMs = nowMs;
        _overdrawSinceMs = nowMs;
        // Far enough in the past that a first start has no rest to keep.
        OffSinceMs = nowMs - ControlTiming.MinimumOffMs;
        RaisedMs = nowMs - ControlTiming.RaiseIntervalMs;
        Stop = new StopLadder(this, nowMs);
    }

    /// <summary>The connector behind it.</summary>
    public WallConnector Connector { get; }

    /// <summary>Current this connector's car may draw now, in 0.01 A; 0 means stop.</summary>
    public int OfferedCentiamps { get; internal set; }

    /// <summary>The highest this connector may ever be offered, in 0.01 A: the lowest of wiring limit and rating.</summary>
    public int LimitCentiamps { get; internal set; }

    /// <summary>Conductors of the supply that it counts on: bit 0 is L1. More than it is wired to as far as that is in doubt.</summary>
    public int Conductors { get; internal set; } = PhaseWiring.AllConductors;

    /// <summary>Why it is offered that.</summary>
    public OfferReason Reason { get; internal set; }

    /// <summary>Draws 1.0 A or more.</summary>
    public bool IsCharging { get; private set; }

    /// <summary>A car is plugged in, as far as the connector lets us know.</summary>
    public bool IsPlugged { get; private set; }

    /// <summary>Draws more than it may for longer than a ramp takes.</summary>
    public bool IsOverdrawing { get; private set; }

    /// <summary>Power of its car in W, computed from current, volts and phases.</summary>
    public int PowerWatts { get; private set; }

    /// <summary>How its car spreads the current over the terminals (<see cref="CarPower.PatternOf"/>); 0 while that is not known.</summary>
    public int PhasePattern { get; private set; }

    /// <summary>Energy since the car was plugged in, in Wh, integrated by us.</summary>
    public long SessionWattHours { get; internal set; }

    /// <summary>Its charging session; null before the first look.</summary>
    public ChargeSession Session { get; internal set; }

    /// <summary>What the connector's own counter says of the energy.</summary>
    public CounterCheck Counter { get; } = new CounterCheck();

    /// <summary>Energy it delivered since we know it, in Wh, integrated by us; never falls.</summary>
    public long TotalWattHours { get; internal set; }

    /// <summary>How far it is with stopping its car where a limit of 0 does not, and with starting it again.</summary>
    public StopLadder Stop { get; }
    /// <summary>Index of the word of the setting phaseRotation that holds for it.</summary>
    internal int Rotation { get; set; }

    /// <summary>What frees its car from the 6 A trap; null where that is not wanted.</summary>
    internal TrapCure Cure { get; set; }

    internal long AddedMs { get; }

    /// <summary>What control wants it to hold; the gate decides when that goes out.</summary>
    internal int TargetCentiamps { get; set; }

    internal OfferReason TargetReason { get; set; }

    /// <summary>Its car may charge, as far as the grant goes: true also while none is there.</summary>
    public bool IsOn { get; internal set; }

    internal long OnSinceMs { get; set; }

    internal long OffSinceMs { get; set; }

    internal long RaisedMs { get; set; }

    internal long LinkedMs { get; set; }

    /// <summary>What was missing from the sun since its car was switched on.</summary>
    internal StopBudget Budget { get; } = new StopBudget();

    internal bool WasAnswered { get; set; }

    /// <summary>The wiring has room for its floor beside those that came before it.</summary>
    internal bool HasRoom { get; set; }

    /// <summary>Since when the wish has differed from <see cref="IsOn"/>, or -1.</summary>
    internal long SwitchSinceMs { get; set; } = -1;

    /// <summary>The wish has lasted; only the relay's rest is missing.</summary>
    internal bool IsResting { get; set; }

    internal bool IsWaitingForCar { get; private set; }

    /// <summary>How far a car that follows its limit stays below it once it has settled, in 0.01 A.</summary>
    internal int ShortfallCentiamps { get; private set; }
    /// <summary>Its car was drawing when it was switched off, and has not drawn or left since.</summary>
    internal bool IsPaused { get; set; }

    /// <summary>What a car can be kept at without stopping it, in 0.01 A.</summary>
    internal int FloorCentiamps
    {
        get { return Connector.ProtocolVersion == 1 ? 0 : ControlTiming.Protocol2FloorCentiamps; }
    }

    internal bool HasError
    {
        get { return Connector.State == StateError; }
    }

    /// <summary>It reports an error, and not because its contactor is open on our order.</summary>
    public bool HasUnexpectedError
    {
        get { return HasError && !Stop.IsAtContactor; }
    }

    /// <summary>Somebody should look at it. This is what `problem` means in the connector's document, in Home Assistant and on the screen.</summary>
    /// <remarks>
    /// A problem: not heard for 10 s or longer, an error, a car that draws more than it may, two units with its id, a car that must be plugged in anew.
    /// None: a link that is stale or only begins, heartbeats that we withhold to stop the car, an error while its contactor is open on our order, and
    /// whatever the wiring has no room for.
    /// </remarks>
    public bool HasProblem
    {
        get
        {
            bool isUnheard = Connector.Link >= LinkState.Offline && !Stop.IsSilent;
            return isUnheard || HasUnexpectedError || IsOverdrawing || Connector.HasTwin || Stop.NeedsReplug;
        }
    }

    /// <summary>Its car draws, or would if it were offered something.</summary>
    internal bool Wants
    {
        get
        {
            if (IsCharging)
            {
                return true;
            }

            int state = Connector.State;
            return state == StateCharging || state == StateWaitingForLimit || (state > StateBusy && state <= StateAdjusted);
        }
    }

    /// <summary>Takes in what the connector said last.</summary>
    internal void Observe(long nowMs, int assumedVolts, int assumedPhases, int minimumCentiamps)
    {
        IsCharging = Connector.HasAnswered && Connector.IsDrawing;
        ObservePlug(nowMs);
        IsPaused = IsPaused && IsPlugged && (!IsOn || !IsCharging);
        ObserveIdleOffer(nowMs, minimumCentiamps);
        ObserveOverdraw(nowMs);
        ObservePattern();
        ObserveShortfall(nowMs);
        PowerWatts = IsCharging && Connector.Link < LinkState.Offline
            ? Connector.ActualCentiamps * CarPower.WattsPerAmp(Connector.Energy, PhasePattern, assumedVolts, assumedPhases) / 100
            : 0;
        Integrate(nowMs);
        Counter.Update(Connector.Energy, TotalWattHours, Connector.HasAnswered && Connector.Link <= LinkState.Stale);
    }

    private void ObservePlug(long nowMs)
    {
        int state = Connector.State;
        if (state == WallConnector.Unknown || state == StateError)
        {
            // Neither silence nor an error says that the car has left.
            _lastPluggedSignMs = nowMs;
        }

        bool wasPlugged = IsPlugged;
        bool showsCar = state == StateCharging || state == StatePluggedIdle || state == StateWaitingForLimit || state > StateBusy;
        bool isPluggedNow;
        if (IsCharging || Connector.PlugState == PlugCharging || Connector.PlugState == PlugPlugged)
        {
            isPluggedNow = true;
        }
        else
        {
            isPluggedNow = Connector.PlugState != PlugUnplugged && showsCar;
        }

        if (isPluggedNow)
        {
            _lastPluggedSignMs = nowMs;
            IsPlugged = true;
        }
        else if (IsPlugged && (Connector.PlugState == PlugUnplugged || nowMs - _lastPluggedSignMs >= ControlTiming.UnplugMs))
        {
            IsPlugged = false;
        }

        if (IsPlugged && !wasPlugged)
        {
            SessionWattHours = 0;
        }

        if (!IsPlugged && wasPlugged)
        {
            PhasePattern = 0;
            Connector.ForgetCar();
        }
    }

    // A reading from before the charge, or from its first seconds, does not show the car's phases: what is known of this car stays.
    private void ObservePattern()
    {
        if (Connector.Energy.AtMs != _meterAtMs)
        {
            _meterAtMs = Connector.Energy.AtMs;
            int pattern = IsCharging ? CarPower.PatternOf(Connector.Energy) : 0;
            PhasePattern = pattern != 0 ? pattern : PhasePattern;
        }
    }

    private void ObserveShortfall(long nowMs)
    {
        if (!IsCharging)
        {
            ShortfallCentiamps = 0;
            return;
        }

        if (Connector.Link != LinkState.Online || nowMs - Connector.SentChangedMs < ControlTiming.SettledMs)
        {
            return;
        }

        int shortfall = Connector.SentCentiamps - Connector.ActualCentiamps;
        // Much less than offered is no inaccuracy: such a car may take all of it at any moment.
        shortfall = shortfall < 0 || shortfall >= ControlTiming.FollowsCentiamps ? 0 : shortfall;
        int change = shortfall - ShortfallCentiamps;
        if (change > ControlTiming.FlickerCentiamps || change < -ControlTiming.FlickerCentiamps)
        {
            ShortfallCentiamps = shortfall;
        }
    }

    private void ObserveIdleOffer(long nowMs, int minimumCentiamps)
    {
        if (IsCharging || !IsPlugged || OfferedCentiamps < minimumCentiamps)
        {
            _idleOfferMs = nowMs;
        }

        IsWaitingForCar = nowMs - _idleOfferMs >= ControlTiming.WaitForCarMs;
    }

    private void ObserveOverdraw(long nowMs)
    {
        bool isAbove = Connector.HasSent && Connector.ActualCentiamps > Connector.SentCentiamps + ControlTiming.OverdrawCentiamps
            && Connector.IsDrawing;
        if (!isAbove)
        {
            _overdrawSinceMs = nowMs;
        }

        IsOverdrawing = nowMs - _overdrawSinceMs >= ControlTiming.OverdrawMs;
    }

    private void Integrate(long nowMs)
    {
        long stepMs = nowMs - _energyAtMs;
        _energyAtMs = nowMs;
        if (stepMs <= 0 || stepMs > LongestStepMs)
        {
            return;
        }

        _wattMs += PowerWatts * stepMs;
        long wattHours = _wattMs / MsPerHour;
        _wattMs -= wattHours * MsPerHour;
        SessionWattHours += wattHours;
        TotalWattHours += wattHours;
    }
}
