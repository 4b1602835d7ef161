using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>Stops the car of one charge point where a limit of 0 does not, step by step: ask somebody, then what the owner allowed, each step judged by the draw. Brings it back too.</summary>
/// <remarks>
/// Knows what it wants the connector and the world to be told; telling them is left to others. Which state follows which is in <see cref="StopTable"/>.
/// </remarks>
public sealed class StopLadder
{
    /// <summary>Value of <see cref="Asked"/>: nobody was asked for anything yet.</summary>
    public const int AskedNothing = 0;

    /// <summary>Value of <see cref="Asked"/>: somebody shall stop the car.</summary>
    public const int AskedStop = 1;

    /// <summary>Value of <see cref="Asked"/>: somebody shall start the car.</summary>
    public const int AskedStart = 2;

    private const int PlugUnplugged = 0;

    private readonly ChargePoint _point;
    private long _sinceMs;
    private long _pluggedMs;
    private long _presentMs;
    private long _drawingMs;
    private long _announcedMs;
    private long _askMs;
    private long _askOtherMs;
    private long _askPauseMs;
    private long _orderMs;
    private int _ordersLeft;
    private int _misses;
    private bool _wasPlugged;
    private bool _wasDrawing;
    private bool _mayBeOpen;
    private bool _hasResumed;

    internal StopLadder(ChargePoint point, long nowMs)
    {
        _point = point;
        _presentMs = nowMs;
    }

    /// <summary>Where it stands.</summary>
    public StopState State { get; private set; }

    /// <summary>What is allowed: one of <see cref="Setting.StopByHook"/>, <see cref="Setting.StopByContactor"/>, <see cref="Setting.StopBySilence"/>.</summary>
    public int Method { get; private set; } = -1;

    internal bool HasMethod
    {
        get { return Method >= 0; }
    }

    /// <summary>Times the connector was made to cut its car off since the car was plugged in.</summary>
    public int Interruptions { get; private set; }

    /// <summary>What somebody was asked for last.</summary>
    public int Asked { get; private set; }

    /// <summary>Changes each time somebody is asked.</summary>
    public int AskCount { get; private set; }

    /// <summary>The allowed step was tried and did nothing, so it is not tried again before the connector announces itself or the car leaves.</summary>
    public bool IsWithoutEffect
    {
        get { return _misses >= StopTiming.Misses; }
    }

    /// <summary>Asking makes sense still: the car has not done what was asked for.</summary>
    public bool IsAsking
    {
        get { return IsAskingToStop || State == StopState.Starting || State == StopState.Recalling; }
    }

    /// <summary>What the car shall do, as far as somebody would have to make it: stop, or start. Meaningless unless <see cref="IsAsking"/>.</summary>
    public bool IsAskingToStop
    {
        get { return State == StopState.Asking || State == StopState.Minimum; }
    }

    /// <summary>The car was cut off and did not start again: it may have to be plugged in anew.</summary>
    public bool NeedsReplug
    {
        get { return State == StopState.GaveUp && Interruptions > 0; }
    }

    /// <summary>The contactor is open on our order, or on its way: that the connector calls this an error is no news.</summary>
    public bool IsAtContactor
    {
        get { return State == StopState.Opening || State == StopState.Open || State == StopState.Closing; }
    }

    /// <summary>The connector must hear no heartbeat.</summary>
    internal bool IsSilent
    {
        get { return State == StopState.Silencing; }
    }

    /// <summary>The car has been stopped: a start waits for its delay, as that of any car does.</summary>
    internal bool HasStopped
    {
        get { return State >= StopState.Opening && State <= StopState.Held; }
    }

    /// <summary>Its car has been stopped, or is being started again: it wants current although it draws none.</summary>
    internal bool IsComingBack
    {
        get { return State >= StopState.Stopped && State <= StopState.Resuming; }
    }

    /// <summary>What a restart must know: the state in which it would best go on.</summary>
    internal StopState Kept
    {
        get
        {
            if (_mayBeOpen)
            {
                return StopState.Open;
            }

            if (State == StopState.Silencing || State == StopState.Held || State == StopState.Resuming)
            {
                return StopState.Held;
            }

            if (IsAskingToStop || State == StopState.Recalling)
            {
                // The car may do what was asked for while nobody watches; then somebody must start it again.
                return StopState.Asking;
            }

            return State >= StopState.Stopped ? StopState.Stopped : StopState.Free;
        }
    }

    /// <summary>Takes over what the owner allows. Something else than before may work where that did not.</summary>
    internal void Allow(int method)
    {
        _misses = Method == method ? _misses : 0;
        Method = method;
    }

    /// <summary>Takes over what was kept before a restart.</summary>
    internal void Restore(StopState kept, int interruptions, long nowMs)
    {
        State = kept;
        Interruptions = interruptions;
        _mayBeOpen = kept == StopState.Open;
        _sinceMs = nowMs;
        _presentMs = nowMs;
    }

    /// <summary>Takes one step at most.</summary>
    /// <param name="budget">Interruptions that are allowed per plug-in.</param>
    /// <param name="welcomeMs">How long a car that just came is left alone.</param>
    internal void Update(int budget, long welcomeMs, long nowMs)
    {
        // What was said some time ago is no ground for a step.
        if (_point.Connector.Link != LinkState.Online && !IsSilent)
        {
            return;
        }

        Observe(nowMs);
        int column = Column(budget, welcomeMs, nowMs);
        if (column == StopTable.Gone && !IsSilent)
        {
            Interruptions = 0;
            _misses = 0;
        }

        StopState next = StopTable.Next(State, column);
        if (next != State)
        {
            Enter(next, column, nowMs);
        }

        Ask(nowMs);
    }

    /// <summary>Whether an order to the contactor is due, and which. Taking it counts it as given.</summary>
    /// <param name="isStart">True to close it.</param>
    internal bool TryTakeOrder(long nowMs, out bool isStart)
    {
        isStart = State != StopState.Opening;
        if (_ordersLeft == 0 || nowMs < _orderMs)
        {
            return false;
        }

        _ordersLeft--;
        _orderMs = nowMs + StopTiming.OrderMs;
        return true;
    }

    private void Observe(long nowMs)
    {
        WallConnector connector = _point.Connector;
        if (_point.Car.IsPlugged && !_wasPlugged)
        {
            _pluggedMs = nowMs;
        }

        if (_point.Car.IsCharging && !_wasDrawing)
        {
            _drawingMs = nowMs;
        }

        _wasPlugged = _point.Car.IsPlugged;
        _wasDrawing = _point.Car.IsCharging;
        if (_announcedMs != connector.AnnouncedMs)
        {
            _announcedMs = connector.AnnouncedMs;
            // After our silence it announces itself because of that.
            if (!IsSilent && State != StopState.Held)
            {
                // Reset or new firmware: what did not work may work now, and what was drawn before says nothing.
                _misses = 0;
                _sinceMs = nowMs;
            }
        }

        // Units without the plug query show a car that has slept for a while as no car; asking one that has left does no harm.
        bool mayBeAsleep = connector.PlugState != PlugUnplugged && (State == StopState.Stopped || State == StopState.Starting || State == StopState.GaveUp);
        if (_point.Car.IsPlugged || _point.Car.HasError || mayBeAsleep)
        {
            _presentMs = nowMs;
        }
    }

    private int Column(int budget, long welcomeMs, long nowMs)
    {
        bool isGone = !_point.Car.IsPlugged && (_point.Connector.PlugState == PlugUnplugged || nowMs - _presentMs >= StopTiming.GoneMs);
        if (isGone)
        {
            return StopTable.Gone;
        }

        bool isLate = IsSilent ? ConnectorRoster.HasStopped(_point.Connector, nowMs) : nowMs - _sinceMs >= TimeOf(welcomeMs, nowMs);
        if (!_point.Car.IsCharging || IsSilent)
        {
            return _point.Switch.IsOn ? (isLate ? StopTable.WantedIdleLate : StopTable.WantedIdle) : (isLate ? StopTable.IdleLate : StopTable.Idle);
        }

        if (_point.Switch.IsOn)
        {
            return isLate ? StopTable.WantedDrawsLate : StopTable.WantedDraws;
        }

        return isLate ? LateColumn(budget) : StopTable.Draws;
    }

    private int LateColumn(int budget)
    {
        if (Interruptions >= budget || IsWithoutEffect)
        {
            return StopTable.DrawsLate;
        }

        if (Method == Setting.StopByContactor && _point.Connector.ProtocolVersion != 1)
        {
            return StopTable.DrawsLateContactor;
        }

        return Method == Setting.StopBySilence && Interruptions < StopTiming.SilencesPerPlugIn ? StopTable.DrawsLateSilence : StopTable.DrawsLate;
    }

    private long TimeOf(long welcomeMs, long nowMs)
    {
        long time = StopTiming.Of(State);
        if (State != StopState.Welcome && State != StopState.Asking)
        {
            return time;
        }

        // Also while asking: after a restart the car may be another one, and then it was not welcomed yet.
        long welcome = TimeOfWelcome(welcomeMs, nowMs);
        return State == StopState.Welcome || welcome > time ? welcome : time;
    }

    // From the plug-in, and from the start of its draw; a limit of 0 gets its time from when it was told.
    private long TimeOfWelcome(long welcomeMs, long nowMs)
    {
        if (nowMs - _pluggedMs < welcomeMs || nowMs - _drawingMs < ControlTiming.MinimumOnMs)
        {
            return long.MaxValue;
        }

        return _point.Limits.FloorCentiamps > 0 ? 0 : StopTiming.ObeyMs;
    }

    private void Enter(StopState next, int column, long nowMs)
    {
        bool hadNoEffect = (State == StopState.Opening && next == StopState.Minimum)
            || (State == StopState.Open && next == StopState.Asking)
            || (State == StopState.Held && next == StopState.Asking && !_hasResumed);
        _misses += hadNoEffect && _misses < StopTiming.Misses ? 1 : 0;
        State = next;
        _sinceMs = nowMs;
        _ordersLeft = 0;
        switch (next)
        {
            case StopState.Free:
                if (column == StopTable.Gone)
                {
                    // The next car must not find the contactor held open.
                    GiveOrders(nowMs);
                }

                _mayBeOpen = false;
                break;
            case StopState.Asking:
            case StopState.Recalling:
                _askPauseMs = 0;
                break;
            case StopState.Opening:
                Interruptions++;
                _mayBeOpen = true;
                GiveOrders(nowMs);
                break;
            case StopState.Silencing:
                Interruptions++;
                _hasResumed = false;
                break;
            case StopState.Resuming:
                _hasResumed = true;
                break;
            case StopState.Starting:
                _askPauseMs = 0;
                GiveOrders(nowMs);
                break;
            case StopState.Closing:
            case StopState.GaveUp:
                GiveOrders(nowMs);
                break;
        }
    }

    private void GiveOrders(long nowMs)
    {
        _ordersLeft = _mayBeOpen ? StopTiming.Orders : 0;
        _orderMs = nowMs;
    }

    private void Ask(long nowMs)
    {
        if (!IsAsking)
        {
            return;
        }

        int wish = IsAskingToStop ? AskedStop : AskedStart;
        bool isOther = wish != Asked;
        if (nowMs < (isOther ? _askOtherMs : _askMs))
        {
            return;
        }

        _askPauseMs = _askPauseMs == 0 || isOther ? StopTiming.FirstPauseMs : _askPauseMs * 2;
        _askPauseMs = _askPauseMs < StopTiming.LongestPauseMs ? _askPauseMs : StopTiming.LongestPauseMs;
        _askMs = nowMs + _askPauseMs;
        _askOtherMs = nowMs + StopTiming.ChangePauseMs;
        Asked = wish;
        AskCount++;
    }
}
