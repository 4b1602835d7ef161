namespace TWCManager.Simulation;

/// <summary>
/// A wall connector as its bus master meets it: link, replies, fail-safe. Builds and reads its bytes by hand. It enforces nothing but the
/// 6 A floor of protocol 2, like the real one, and it keeps the truth that tests compare with.
/// </summary>
public sealed class SimulatedConnector
{
    /// <summary>Silence of the master after which it announces itself again, ms.</summary>
    public const int UnlinkMs = 10000;

    /// <summary>Earliest end of charging after the master's last heartbeat, ms.</summary>
    public const int FailSafeFromMs = 20000;

    /// <summary>Latest end of charging after the master's last heartbeat, ms.</summary>
    public const int FailSafeToMs = 30000;

    /// <summary>Time from power-up to the first word, ms.</summary>
    public const int BootMs = 30000;

    private const int AnnounceMs = 10000;
    private const int TickMs = 100;
    private const int BurstDelayUs = 200000;
    private const int BurstStepUs = 45000;
    private const int BurstCount = 5;
    private const int BurstQuietMs = 5000;
    private const int MuteMs = 5000;
    private const int BlipMs = 1000;
    private const long Never = long.MinValue / 2;

    private readonly SimulatedBus _bus;
    private readonly Random _random;
    private readonly ChargingSession _session;
    private readonly ConnectorVoice _voice;

    private long _lastContactMs = Never;
    private long _failSafeMs = FailSafeFromMs;
    private bool _hasLostMaster = true;
    private long _nextAnnounceMs;
    private long _bootEndsMs = Never;
    private bool _isLocked;
    private int _linkReady2Count;
    private long _lastLinkReady2Ms = Never;
    private long _waitSinceMs = Never;
    private long _gapsSinceMs;

    internal SimulatedConnector(SimulatedBus bus, ConnectorSetup setup, int seed)
    {
        _bus = bus;
        _random = new Random(seed);
        Setup = setup;
        Id = setup.Id;
        Sign = _random.Next(256);
        _session = new ChargingSession(setup, _random, bus.NowMs);
        _voice = new ConnectorVoice(bus, this, _random);
        _nextAnnounceMs = bus.NowMs + _random.Next(AnnounceMs);
    }

    /// <summary>What does not change.</summary>
    public ConnectorSetup Setup { get; }

    /// <summary>Faults to switch on.</summary>
    public ConnectorFaults Faults { get; } = new ConnectorFaults();

    /// <summary>Address on the bus; changes after a conflict with the master's.</summary>
    public int Id { get; private set; }

    /// <summary>Byte that changes with each boot.</summary>
    public int Sign { get; private set; }

    /// <summary>Plugged car, or null.</summary>
    public SimulatedCar? Car => _session.Car;

    /// <summary>True while it has power.</summary>
    public bool IsPowered { get; private set; } = true;

    /// <summary>A forbidden frame has destroyed it for good.</summary>
    public bool IsBricked { get; private set; }

    /// <summary>True from the first heartbeat to ten seconds after the last.</summary>
    public bool IsLinked { get; private set; }

    /// <summary>Sender of the last heartbeat.</summary>
    public int MasterId { get; private set; }

    /// <summary>State number it would report now.</summary>
    public int State => ReportedState(_bus.NowMs);

    /// <summary>Limit it reports back, in 0.01 A; 0 = none yet.</summary>
    public int ConfirmedCentiamps => _session.LimitCentiamps;

    /// <summary>What a car here may draw now, in 0.01 A per phase, whether one is there or not.</summary>
    public int StandingLimitCentiamps => _session.LimitCentiamps;

    /// <summary>What flows now, in 0.01 A per phase.</summary>
    public int DrawCentiamps => _session.DrawAt(_bus.NowMs);

    /// <summary>What flows now, in W over all phases.</summary>
    public double DrawWatts => _session.WattsAt(_bus.NowMs);

    /// <summary>True while the car is connected to the mains.</summary>
    public bool IsContactorClosed => _session.IsContactorClosed;

    /// <summary>Times the contactor closed: its wear.</summary>
    public int ContactorCloses => _session.ContactorCloses;

    /// <summary>Energy through the contactor since the start, in Wh.</summary>
    public double MeterWattHours => _session.MeterWattHours;

    /// <summary>Battery and meter run this much faster than the line, for a day that passes in minutes.</summary>
    public double EnergyFactor
    {
        get => _session.EnergyFactor;
        set => _session.EnergyFactor = value;
    }

    /// <summary>Frames of the master heard here that must never be sent, by <see cref="MasterAudit"/>.</summary>
    public int ForbiddenFramesSeen { get; private set; }

    /// <summary>Heartbeats of a master that reached it.</summary>
    public int HeartbeatsHeard { get; private set; }

    /// <summary>When the last heartbeat reached it, ms; meaningless while <see cref="HeartbeatsHeard"/> is 0.</summary>
    public long LastHeartbeatMs { get; private set; }

    /// <summary>Intervals between heartbeats as they reached it.</summary>
    public IntervalHistogram HeartbeatIntervals { get; } = new IntervalHistogram();

    /// <summary>Longest time without a heartbeat since the first (or since <see cref="ClearIntervals"/>), the present one included, ms.</summary>
    public long LongestGapMs => HeartbeatsHeard == 0
        ? 0
        : Math.Max(HeartbeatIntervals.LongestMs, _bus.NowMs - Math.Max(LastHeartbeatMs, _gapsSinceMs));

    /// <summary>Command byte of the last heartbeat.</summary>
    public int LastCommand { get; private set; }

    /// <summary>Limit of the last limit command as sent, in 0.01 A; -1 before the first.</summary>
    public int LastLimitCentiamps { get; private set; } = -1;

    /// <summary>When a limit command with another value than the one before reached it, ms.</summary>
    public long LastLimitChangeMs { get; private set; }

    /// <summary>Longest time a car stood here wanting a limit while heartbeats came, ms.</summary>
    public long LongestLimitWaitMs { get; private set; }

    /// <summary>Frames it has announced itself with.</summary>
    public int LinkReadysSent => _voice.LinkReadysSent;

    /// <summary>Replies it has sent.</summary>
    public int RepliesSent => _voice.RepliesSent;

    /// <summary>Orders to close the contactor that reached it.</summary>
    public int StartOrders { get; private set; }

    /// <summary>Orders to open the contactor that reached it.</summary>
    public int StopOrders { get; private set; }

    /// <summary>Times it cut off a car by order or because the master was silent.</summary>
    public int Interruptions => _session.Interruptions;

    /// <summary>Times it stopped a charge because the master was silent.</summary>
    public int FailSafeStops { get; private set; }

    /// <summary>Answer to the plug query: 0 unplugged, 1 charging, 3 plugged.</summary>
    internal int PlugState => Car == null ? 0 : IsContactorClosed ? 1 : 3;

    /// <summary>Phases that both the wiring and the car have, 0 to 3.</summary>
    internal int UsedPhases => _session.UsedPhases;

    /// <summary>A car is plugged in.</summary>
    public void PlugIn(SimulatedCar car)
    {
        _session.PlugIn(car, _bus.NowMs);
    }

    /// <summary>The car is gone.</summary>
    public void Unplug()
    {
        _session.Unplug(_bus.NowMs);
    }

    /// <summary>Takes the mains away.</summary>
    public void PowerOff()
    {
        IsPowered = false;
        Forget();
    }

    /// <summary>Brings the mains back: it is mute and deaf for <see cref="BootMs"/>, then has a new sign.</summary>
    public void PowerOn()
    {
        IsPowered = true;
        Forget();
        Sign = (Sign + 1 + _random.Next(255)) & 0xFF;
        _bootEndsMs = _bus.NowMs + BootMs;
        _nextAnnounceMs = _bootEndsMs;
    }

    /// <summary>The reset button, held long enough for a new start: clears errors.</summary>
    public void PressReset()
    {
        PowerOn();
    }

    /// <summary>Begins to count heartbeat intervals anew.</summary>
    public void ClearIntervals()
    {
        HeartbeatIntervals.Clear();
        _gapsSinceMs = _bus.NowMs;
    }

    internal void Tick(long nowMs)
    {
        if (!IsPowered || nowMs < _bootEndsMs)
        {
            return;
        }

        long silentMs = nowMs - _lastContactMs;
        if (IsLinked && silentMs >= UnlinkMs)
        {
            IsLinked = false;
            _nextAnnounceMs = nowMs;
        }

        if (!_hasLostMaster && silentMs >= _failSafeMs)
        {
            _hasLostMaster = true;
            FailSafeStops += _session.LoseMaster(Faults.KeepsLimit, nowMs) ? 1 : 0;
        }

        if (!IsLinked && nowMs >= _nextAnnounceMs)
        {
            // The clocks of two units drift: what collided once does not collide for ever.
            _nextAnnounceMs = nowMs + AnnounceMs;
            _voice.Announce((nowMs + _random.Next(TickMs)) * 1000L);
        }

        if (Faults.IsBabbling)
        {
            _voice.Babble(nowMs * 1000);
        }

        _session.Tick(nowMs);
        MeasureWait(nowMs);
    }

    /// <summary>Takes a frame with a right checksum, whoever sent it.</summary>
    internal void Hear(ReadOnlySpan<byte> frame, long atUs, bool isForbidden)
    {
        long nowMs = atUs / 1000;
        if (!IsPowered || IsBricked || Faults.IsDeaf || nowMs < _bootEndsMs)
        {
            return;
        }

        int type = frame[0] << 8 | frame[1];
        if (type == 0xFCE1 || type == 0xFBE2)
        {
            HearLinkReady(type, frame[2] << 8 | frame[3], atUs);
            return;
        }

        int receiver = frame[4] << 8 | frame[5];
        if (receiver != Id && receiver != 0)
        {
            return;
        }

        ForbiddenFramesSeen += isForbidden ? 1 : 0;
        if (receiver == Id && type == 0xFBE0)
        {
            HearHeartbeat(frame, atUs);
        }
        else
        {
            HearOther(type, receiver == Id, isForbidden, atUs);
        }
    }

    private void HearLinkReady(int type, int sender, long atUs)
    {
        if (type != 0xFBE2)
        {
            return;
        }

        long nowMs = atUs / 1000;
        if (nowMs - _lastLinkReady2Ms > BurstQuietMs)
        {
            _linkReady2Count = 0;
        }

        _lastLinkReady2Ms = nowMs;
        _linkReady2Count++;

        // The first one is ignored; those after the second fall into the answer to it.
        if (_linkReady2Count != 2)
        {
            return;
        }

        if (sender == Id)
        {
            TakeNewId(sender);
        }

        if (!IsLinked)
        {
            for (int i = 0; i < BurstCount; i++)
            {
                _voice.Announce(atUs + BurstDelayUs + i * BurstStepUs);
            }
        }
    }

    private void TakeNewId(int taken)
    {
        do
        {
            Id = _random.Next(0x0001, 0xFFFF);
        }
        while (Id == taken);

        Sign = (Sign + 1 + _random.Next(255)) & 0xFF;
        IsLinked = false;
        _nextAnnounceMs = _bus.NowMs + AnnounceMs;
    }

    private void HearHeartbeat(ReadOnlySpan<byte> frame, long atUs)
    {
        long nowMs = atUs / 1000;
        if (HeartbeatsHeard > 0)
        {
            HeartbeatIntervals.Add(nowMs - Math.Max(LastHeartbeatMs, _gapsSinceMs));
        }

        HeartbeatsHeard++;
        LastHeartbeatMs = nowMs;
        LastCommand = frame[6];
        if (_isLocked)
        {
            return;
        }

        MasterId = frame[2] << 8 | frame[3];
        IsLinked = true;
        _lastContactMs = nowMs;
        _hasLostMaster = false;
        _failSafeMs = _random.Next(FailSafeFromMs, FailSafeToMs + 1);
        _session.HearMaster();
        _session.Tick(nowMs);
        Obey(frame[6], frame[7] << 8 | frame[8], nowMs);
        Span<byte> content = stackalloc byte[ConnectorReplies.LongestContent];
        int length = ConnectorReplies.FillHeartbeat(content, this, ReportedState(nowMs), _session.DrawAt(nowMs));
        _voice.Reply(content[..length], atUs);
    }

    private void Obey(int command, int centiamps, long nowMs)
    {
        if (command == 0x05 || command == 0x08 || command == 0x09)
        {
            LastLimitChangeMs = centiamps == LastLimitCentiamps ? LastLimitChangeMs : nowMs;
            LastLimitCentiamps = centiamps;
        }

        switch (command)
        {
            case 0x02:
                _session.Break(nowMs);
                _isLocked = true;
                break;
            case 0x05 when !Setup.IsProtocol2 || !IsContactorClosed:
            case 0x08:
                _session.SetLimit(centiamps, false, nowMs);
                break;
            case 0x09 when Setup.IsProtocol2:
                _session.SetLimit(centiamps, true, nowMs);
                break;
            case 0x06 when Setup.IsProtocol2:
                _session.Raise(nowMs);
                break;
            case 0x07 when Setup.IsProtocol2:
                _session.Lower(nowMs);
                break;
        }
    }

    private void HearOther(int type, bool isAddressed, bool isForbidden, long atUs)
    {
        switch (type)
        {
            // Only as sent: noise that happens to spell them is not held against anybody.
            case 0xFC19 when isForbidden:
            case 0xFC1A when isForbidden:
                IsBricked = true;
                Forget();
                return;
            case 0xFBE8:
                PowerOn();
                return;
            case 0xFCA1:
                _voice.MuteEndsMs = atUs / 1000 + MuteMs;
                return;
            case 0xFCB1 when isAddressed:
            case 0xFCB2 when isAddressed:
                StartOrders += type == 0xFCB1 ? 1 : 0;
                StopOrders += type == 0xFCB2 ? 1 : 0;
                if (!ObeyOrder(type, atUs / 1000))
                {
                    return;
                }

                break;
        }

        Span<byte> content = stackalloc byte[ConnectorReplies.LongestContent];
        int length = ConnectorReplies.Fill(content, type, isAddressed, this, atUs / 1000);
        if (length > 0)
        {
            _voice.Reply(content[..length], atUs);
        }
    }

    // False when it says nothing to it.
    private bool ObeyOrder(int type, long nowMs)
    {
        if (Setup.Model != ConnectorModel.Firmware453 || Faults.IgnoresOrders)
        {
            return false;
        }

        if (type == 0xFCB1)
        {
            _session.Release();
        }
        else
        {
            _session.ForceOpen(nowMs);
        }

        return !Faults.IsSilentOnOrders;
    }

    private int ReportedState(long nowMs)
    {
        bool isBlip = Setup.BusyBlipEveryMs > 0 && nowMs % Setup.BusyBlipEveryMs < BlipMs;
        return isBlip ? 0x05 : _session.StateAt(nowMs);
    }

    private void MeasureWait(long nowMs)
    {
        if (!IsLinked || !_session.IsWaitingForLimit)
        {
            _waitSinceMs = Never;
            return;
        }

        _waitSinceMs = _waitSinceMs == Never ? nowMs : _waitSinceMs;
        LongestLimitWaitMs = Math.Max(LongestLimitWaitMs, nowMs - _waitSinceMs);
        if (Car!.LimitPatienceMs > 0 && nowMs - _waitSinceMs >= Car.LimitPatienceMs)
        {
            _session.Break(nowMs);
        }
    }

    private void Forget()
    {
        IsLinked = false;
        _hasLostMaster = true;
        _isLocked = false;
        _session.Restart(_bus.NowMs);
    }
}
