using TWCManager.Core.Bus;

namespace TWCManager.Core.Charging;

/// <summary>What is seen of the car at one connector: is it there, does it draw, does it want to, does it keep to what it is offered.</summary>
public sealed class ConnectedCar
{
    private const int StateCharging = 1;
    private const int StateError = 2;
    private const int StatePluggedIdle = 3;
    private const int StateWaitingForLimit = 4;
    private const int StateBusy = 5;
    private const int StateAdjusted = 10;
    private const int PlugUnplugged = 0;
    private const int PlugCharging = 1;
    private const int PlugPlugged = 3;

    private readonly WallConnector _connector;
    private long _lastPluggedSignMs;
    private long _idleOfferMs;
    private long _overdrawSinceMs;
    private long _meterAtMs;

    internal ConnectedCar(WallConnector connector, long nowMs)
    {
        _connector = connector;
        _overdrawSinceMs = nowMs;
    }

    /// <summary>It draws 1.0 A or more.</summary>
    public bool IsCharging { get; private set; }

    /// <summary>It is plugged in, as far as the connector lets us know.</summary>
    public bool IsPlugged { get; private set; }

    /// <summary>It draws more than it may for longer than a ramp takes.</summary>
    public bool IsOverdrawing { get; private set; }

    /// <summary>Its power in W, computed from current, volts and phases.</summary>
    public int PowerWatts { get; private set; }

    /// <summary>How it spreads the current over the terminals (<see cref="CarPower.PatternOf"/>); 0 while that is not known.</summary>
    public int PhasePattern { get; private set; }

    /// <summary>It came with the last observation.</summary>
    internal bool HasJustCome { get; private set; }

    /// <summary>It was offered something and has not drawn for a while.</summary>
    internal bool IsWaiting { get; private set; }

    /// <summary>How far it stays below its limit once it has settled, in 0.01 A; 0 when it does not follow its limit.</summary>
    internal int ShortfallCentiamps { get; private set; }

    internal bool HasError
    {
        get { return _connector.State == StateError; }
    }

    /// <summary>It draws, or would if it were offered something.</summary>
    internal bool Wants
    {
        get
        {
            if (IsCharging)
            {
                return true;
            }

            int state = _connector.State;
            return state == StateCharging || state == StateWaitingForLimit || (state > StateBusy && state <= StateAdjusted);
        }
    }

    /// <summary>Takes in what the connector said last.</summary>
    /// <param name="isOffered">It is offered what a car can use.</param>
    internal void Observe(bool isOffered, int assumedVolts, int assumedPhases, long nowMs)
    {
        IsCharging = _connector.HasAnswered && _connector.IsDrawing;
        ObservePlug(nowMs);
        ObserveIdleOffer(isOffered, nowMs);
        ObserveOverdraw(nowMs);
        ObservePattern();
        ObserveShortfall(nowMs);
        PowerWatts = IsCharging && _connector.Link < LinkState.Offline
            ? _connector.ActualCentiamps * CarPower.WattsPerAmp(_connector.Energy, PhasePattern, assumedVolts, assumedPhases) / 100
            : 0;
    }

    private void ObservePlug(long nowMs)
    {
        int state = _connector.State;
        if (state == WallConnector.Unknown || state == StateError)
        {
            // Neither silence nor an error says that the car has left.
            _lastPluggedSignMs = nowMs;
        }

        bool wasPlugged = IsPlugged;
        bool showsCar = state == StateCharging || state == StatePluggedIdle || state == StateWaitingForLimit || state > StateBusy;
        bool isPluggedNow;
        if (IsCharging || _connector.PlugState == PlugCharging || _connector.PlugState == PlugPlugged)
        {
            isPluggedNow = true;
        }
        else
        {
            isPluggedNow = _connector.PlugState != PlugUnplugged && showsCar;
        }

        if (isPluggedNow)
        {
            _lastPluggedSignMs = nowMs;
            IsPlugged = true;
        }
        else if (IsPlugged && (_connector.PlugState == PlugUnplugged || nowMs - _lastPluggedSignMs >= ControlTiming.UnplugMs))
        {
            IsPlugged = false;
        }

        HasJustCome = IsPlugged && !wasPlugged;
        if (!IsPlugged && wasPlugged)
        {
            PhasePattern = 0;
            _connector.ForgetCar();
        }
    }

    // A reading from before the charge, or from its first seconds, does not show the car's phases: what is known of this car stays.
    private void ObservePattern()
    {
        if (_connector.Energy.AtMs != _meterAtMs)
        {
            _meterAtMs = _connector.Energy.AtMs;
            int pattern = IsCharging ? CarPower.PatternOf(_connector.Energy) : 0;
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

        if (_connector.Link != LinkState.Online || nowMs - _connector.SentChangedMs < ControlTiming.SettledMs)
        {
            return;
        }

        int shortfall = _connector.SentCentiamps - _connector.ActualCentiamps;
        // Much less than offered is no inaccuracy: such a car may take all of it at any moment.
        shortfall = shortfall < 0 || shortfall >= ControlTiming.FollowsCentiamps ? 0 : shortfall;
        int change = shortfall - ShortfallCentiamps;
        if (change > ControlTiming.FlickerCentiamps || change < -ControlTiming.FlickerCentiamps)
        {
            ShortfallCentiamps = shortfall;
        }
    }

    private void ObserveIdleOffer(bool isOffered, long nowMs)
    {
        if (IsCharging || !IsPlugged || !isOffered)
        {
            _idleOfferMs = nowMs;
        }

        IsWaiting = nowMs - _idleOfferMs >= ControlTiming.WaitForCarMs;
    }

    private void ObserveOverdraw(long nowMs)
    {
        bool isAbove = _connector.HasSent && _connector.ActualCentiamps > _connector.SentCentiamps + ControlTiming.OverdrawCentiamps
            && _connector.IsDrawing;
        if (!isAbove)
        {
            _overdrawSinceMs = nowMs;
        }

        IsOverdrawing = nowMs - _overdrawSinceMs >= ControlTiming.OverdrawMs;
    }
}
