namespace TWCManager.Simulation;

/// <summary>
/// The power side of a simulated connector: contactor, limit, car, and the state numbers that result. Knows the limit commands' effects;
/// leaves frames, link and fail-safe timing to <see cref="SimulatedConnector"/>.
/// </summary>
internal sealed class ChargingSession
{
    /// <summary>What protocol 2 units make of any lower limit, in 0.01 A.</summary>
    public const int FloorCentiamps = 600;

    private const int PluggedInMs = 1500;
    private const int AcceptMs = 1500;
    private const int StartingMs = 4000;
    private const int StartingCentiamps = 130;
    private const int SoftStopMs = 1500;
    private const int StepCentiamps = 200;
    private const int RaisedMs = 44000;
    private const int LoweredMs = 10000;
    private const int LoweredShownMs = 13000;
    private const int TakingOverMs = 10000;
    private const int ForgottenMs = 600000;
    private const int TrappedCentiamps = 600;
    private const int FreeingMs = 4500;
    private const long Never = long.MinValue;

    private readonly ConnectorSetup _setup;
    private readonly Random _random;

    private Phase _phase = Phase.Empty;
    private long _phaseSinceMs;
    private int _label;
    private long _labelSinceMs;
    private int _labelMs;
    private long _offeredSinceMs = Never;
    private int _acceptMs;
    private bool _isHeld;
    private bool _hasMaster;
    private bool _isStopping;
    private CurrentRamp _ramp;
    private long _settledMs;
    private bool _isTrapped;
    private long _freeingSinceMs;

    public ChargingSession(ConnectorSetup setup, Random random, long nowMs)
    {
        _setup = setup;
        _random = random;
        _settledMs = nowMs;
    }

    private enum Phase
    {
        Empty,
        PluggedIn,
        Waiting,
        Starting,
        Charging,
        Stopped,
        Interrupted,
        Broken,
    }

    public SimulatedCar? Car { get; private set; }

    /// <summary>Last accepted limit in 0.01 A; 0 = none yet.</summary>
    public int LimitCentiamps { get; private set; }

    public bool IsContactorClosed { get; private set; }

    public int ContactorCloses { get; private set; }

    /// <summary>Times a car was cut off without being told before.</summary>
    public int Interruptions { get; private set; }

    /// <summary>Energy through the contactor since the start, in Wh.</summary>
    public double MeterWattHours { get; private set; }

    /// <summary>Battery and meter run this much faster than the line.</summary>
    public double EnergyFactor { get; set; } = 1;

    public int UsedPhases => Car == null ? 0 : Math.Min(Car.PhaseCount, _setup.WiredPhases);

    public bool IsWaitingForLimit => LimitCentiamps == 0 && (_phase == Phase.Waiting || _phase == Phase.Interrupted);

    /// <summary>State number as in a heartbeat.</summary>
    public int StateAt(long nowMs)
    {
        switch (_phase)
        {
            case Phase.PluggedIn:
                return 0x03;
            case Phase.Waiting:
                return 0x04;
            case Phase.Starting:
            case Phase.Interrupted:
                return 0x08;
            case Phase.Charging:
                return _label;
            case Phase.Stopped:
                return nowMs - _phaseSinceMs < ForgottenMs ? 0x03 : 0x00;
            case Phase.Broken:
                return 0x02;
            default:
                return 0x00;
        }
    }

    /// <summary>Current that flows, in 0.01 A per phase.</summary>
    public int DrawAt(long nowMs)
    {
        return IsContactorClosed ? _ramp.At(nowMs) : 0;
    }

    public double WattsAt(long nowMs)
    {
        return DrawAt(nowMs) / 100.0 * _setup.Volts * UsedPhases;
    }

    public void PlugIn(SimulatedCar car, long nowMs)
    {
        Settle(nowMs);
        Open();
        Car = car;
        _isHeld = false;
        if (_setup.ForgetsLimitAtPlugIn)
        {
            LimitCentiamps = 0;
        }

        Go(Phase.PluggedIn, nowMs);
    }

    public void Unplug(long nowMs)
    {
        Settle(nowMs);
        Open();
        Car = null;
        _isHeld = false;
        Go(Phase.Empty, nowMs);
    }

    /// <summary>Power was lost: limit and contactor are gone, the car stays plugged.</summary>
    public void Restart(long nowMs)
    {
        Settle(nowMs);
        Open();
        LimitCentiamps = 0;
        _isHeld = false;
        Go(Car == null ? Phase.Empty : Phase.PluggedIn, nowMs);
    }

    /// <summary>The master has been silent for too long.</summary>
    /// <returns>True when current was interrupted.</returns>
    public bool LoseMaster(bool keepsLimit, long nowMs)
    {
        Settle(nowMs);
        _hasMaster = false;
        LimitCentiamps = keepsLimit ? LimitCentiamps : 0;
        if (IsContactorClosed)
        {
            Interrupt();
            Go(Phase.Interrupted, nowMs);
            return true;
        }

        if (_phase == Phase.Stopped && Car!.WantsCurrent && Car.InterruptionsLeft >= 0)
        {
            Go(Phase.Waiting, nowMs);
        }

        return false;
    }

    /// <summary>A heartbeat came.</summary>
    public void HearMaster()
    {
        _hasMaster = true;
    }

    /// <summary>Commands 05, 08 and 09. Nothing is enforced but the floor of protocol 2.</summary>
    public void SetLimit(int centiamps, bool isTakeOver, long nowMs)
    {
        int accepted = _setup.IsProtocol2 ? Math.Max(centiamps, FloorCentiamps) : centiamps;
        bool isNew = accepted != LimitCentiamps;
        if (isNew && Car != null && IsContactorClosed)
        {
            _isTrapped |= accepted > LimitCentiamps && accepted < Car.TrapCentiamps;
            _freeingSinceMs = nowMs;
        }

        LimitCentiamps = accepted;
        if (isNew && isTakeOver && _phase == Phase.Charging)
        {
            ShowTakeOver(nowMs);
        }
    }

    /// <summary>Command 06.</summary>
    public void Raise(long nowMs)
    {
        if (_phase == Phase.Charging)
        {
            LimitCentiamps += StepCentiamps;
            Show(0x06, RaisedMs, nowMs);
        }
    }

    /// <summary>Command 07.</summary>
    public void Lower(long nowMs)
    {
        if (_phase == Phase.Charging)
        {
            Show(0x07, LoweredShownMs, nowMs);
        }
    }

    /// <summary>The stop command: the contactor opens without a word to the car.</summary>
    public void ForceOpen(long nowMs)
    {
        Settle(nowMs);
        _isHeld = true;
        if (IsContactorClosed)
        {
            Interrupt();
            Go(Car!.SpeaksCan ? Phase.Broken : Phase.Stopped, nowMs);
        }
    }

    /// <summary>The start command.</summary>
    public void Release()
    {
        _isHeld = false;
    }

    /// <summary>Fault: nothing flows until the car is plugged in anew or the unit is reset.</summary>
    public void Break(long nowMs)
    {
        Settle(nowMs);
        Open();
        Go(Phase.Broken, nowMs);
    }

    public void Tick(long nowMs)
    {
        Settle(nowMs);
        switch (_phase)
        {
            case Phase.PluggedIn when nowMs - _phaseSinceMs >= PluggedInMs:
                Go(Phase.Waiting, nowMs);
                break;
            case Phase.Waiting:
            case Phase.Stopped:
            case Phase.Interrupted:
                TickIdle(nowMs);
                break;
            case Phase.Starting:
            case Phase.Charging:
                TickCharging(nowMs);
                break;
        }
    }

    private void TickIdle(long nowMs)
    {
        SimulatedCar car = Car!;
        if (!car.WantsCurrent || car.InterruptionsLeft < 0)
        {
            if (_phase != Phase.Stopped)
            {
                Go(Phase.Stopped, nowMs);
            }

            car.IsAsleep |= car.FallsAsleep && nowMs - _phaseSinceMs >= ForgottenMs;
            return;
        }

        if (LimitCentiamps < car.MinimumCentiamps || car.IsScheduled || _isHeld || !_hasMaster)
        {
            _offeredSinceMs = Never;
            return;
        }

        if (_offeredSinceMs == Never)
        {
            _offeredSinceMs = nowMs;
            _acceptMs = _phase == Phase.Stopped ? _random.Next(2000, 6000) : AcceptMs;
            _acceptMs += car.IsAsleep ? car.WakeMs : 0;
        }

        if (nowMs - _offeredSinceMs >= _acceptMs)
        {
            car.IsAsleep = false;
            IsContactorClosed = true;
            ContactorCloses++;
            _isStopping = false;
            Go(Phase.Starting, nowMs);
            _ramp.Begin(0, StartingCentiamps, StartingMs, nowMs);
        }
    }

    private void TickCharging(long nowMs)
    {
        SimulatedCar car = Car!;
        if (_isStopping)
        {
            if (_ramp.IsOver(nowMs))
            {
                Open();
                Go(Phase.Stopped, nowMs);
            }

            return;
        }

        if (!car.WantsCurrent || LimitCentiamps < car.MinimumCentiamps || car.IsScheduled)
        {
            _isStopping = true;
            _ramp.Begin(DrawAt(nowMs), 0, SoftStopMs, nowMs);
            return;
        }

        if (_phase == Phase.Starting)
        {
            if (nowMs - _phaseSinceMs < StartingMs)
            {
                return;
            }

            Go(Phase.Charging, nowMs);
            Show(0x01, 0, nowMs);
            if (_setup.IsProtocol2)
            {
                ShowTakeOver(nowMs);
            }
        }

        EndLabel(nowMs);
        Follow(nowMs);
    }

    private void Follow(long nowMs)
    {
        _isTrapped &= LimitCentiamps < Car!.TrapCentiamps || nowMs - _freeingSinceMs < FreeingMs;
        int target = Car.SettledCentiamps(_isTrapped ? Math.Min(LimitCentiamps, TrappedCentiamps) : LimitCentiamps);
        if (_label == 0x07 && nowMs - _labelSinceMs < LoweredMs)
        {
            target = Math.Max(0, target - StepCentiamps);
        }

        if (target != _ramp.Target)
        {
            _ramp.Begin(DrawAt(nowMs), target, _random.Next(4000, 6001), nowMs);
        }
    }

    private void EndLabel(long nowMs)
    {
        if (_labelMs == 0 || nowMs - _labelSinceMs < _labelMs)
        {
            return;
        }

        Show(_label == 0x09 ? 0x01 : 0x0A, 0, nowMs);
    }

    private void ShowTakeOver(long nowMs)
    {
        Show(0x09, TakingOverMs + _random.Next(2001), nowMs);
    }

    private void Show(int label, int durationMs, long nowMs)
    {
        _label = label;
        _labelMs = durationMs;
        _labelSinceMs = nowMs;
    }

    private void Go(Phase phase, long nowMs)
    {
        _phase = phase;
        _phaseSinceMs = nowMs;
        _offeredSinceMs = Never;
    }

    private void Interrupt()
    {
        Open();
        Interruptions++;
        Car!.InterruptionsLeft--;
    }

    private void Open()
    {
        IsContactorClosed = false;
        _isTrapped = false;
        _isStopping = false;
        _ramp = default;
    }

    // Adds up energy since the last call; between two calls the current changes along one straight line.
    private void Settle(long nowMs)
    {
        if (IsContactorClosed && nowMs > _settledMs)
        {
            double amps = (DrawAt(_settledMs) + DrawAt(nowMs)) / 200.0;
            double wattHours = amps * _setup.Volts * UsedPhases * (nowMs - _settledMs) * EnergyFactor / 3600000.0;
            MeterWattHours += wattHours;
            Car!.Take(wattHours);
        }

        _settledMs = Math.Max(_settledMs, nowMs);
    }
}
