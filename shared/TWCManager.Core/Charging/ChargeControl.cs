using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>What each charge point shall hold: takes what the policy grants, keeps every limit, gives each its share and its reason. The last word before the wire has <see cref="OfferGate"/>.</summary>
/// <remarks>Knows nothing of suns, schedules or people: only how many amperes they grant.</remarks>
public sealed class ChargeControl
{
    // Words of the settings carKind and trapCure.

    private readonly ChargerSettings _settings;
    private readonly CurrentAllocator _allocator;
    private readonly ChargePoint[] _requestOwners;
    private readonly StartStopGate _startStop;
    private readonly ConductorRoom _room = new ConductorRoom();
    private readonly StopControl _stops;
    private readonly SwitchPace _pace;
    private readonly WholeAmps _wholeAmps = new WholeAmps();
    private ConnectorRoster _roster;
    private int _requestCount;
    private WallConnector _trialConnector;
    private int _trialCentiamps;
    private int _settingsVersion = -1;
    private bool _hasOtherMakes;
    private bool _hasCommand;
    private long _commandMs;

    /// <param name="capacity">Charge points at most.</param>
    public ChargeControl(ChargerSettings settings, int capacity)
    {
        _settings = settings;
        _allocator = new CurrentAllocator(capacity);
        _requestOwners = new ChargePoint[capacity];
        _startStop = new StartStopGate();
        _pace = new SwitchPace(_allocator);
        _stops = new StopControl(settings);
        Points = new ChargePoint[capacity];
        Gate = new OfferGate(this);
        Sessions = new SessionBook(capacity);
    }

    /// <summary>The charge points; the first <see cref="Count"/> count.</summary>
    public ChargePoint[] Points { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The last gate, which the bus asks before each heartbeat.</summary>
    public OfferGate Gate { get; }

    /// <summary>What was charged when.</summary>
    public SessionBook Sessions { get; }

    /// <summary>Limit of all connectors together in 0.01 A, on each conductor; 0 while none is set.</summary>
    public int WiringLimitCentiamps { get; private set; }

    /// <summary>Current that an unknown unit takes, in 0.01 A: it comes off the limit.</summary>
    public int StrangerCentiamps { get; private set; }

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
                sum += Points[i].OfferedCentiamps;
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
                sum += Points[i].IsCharging ? Points[i].Connector.ActualCentiamps : 0;
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
            return actualCentiamps >= WallConnector.DrawingCentiamps && ChargingWatts > 0
                ? (int)((long)ChargingWatts * 100 / actualCentiamps)
                : DefaultVolts * (DefaultPhases > 0 ? DefaultPhases : 1);
        }
    }

    internal bool IsBadLine { get; private set; }

    /// <summary>True right after a person's order: what follows from it is not paced. An order from before the connector linked does not count.</summary>
    internal bool IsByCommand(ChargePoint point, long nowMs)
    {
        return _hasCommand && _commandMs > point.LinkedMs && nowMs - _commandMs < ControlTiming.CommandMs;
    }

    private int DefaultVolts
    {
        get { return _settings.Number(Setting.DefaultVoltage); }
    }

    private int DefaultPhases
    {
        get { return _settings.Number(Setting.NumberOfPhases); }
    }

    /// <summary>A person gave an order: what follows from it goes out with the next heartbeat.</summary>
    public void NoteCommand(long nowMs)
    {
        _hasCommand = true;
        _commandMs = nowMs;
    }

    /// <summary>A commissioning test wishes for one connector: exactly this current and no more, whatever the policy grants, as far as every limit lets it.</summary>
    /// <param name="centiamps">In 0.01 A; 0 for a stop.</param>
    public void Try(WallConnector connector, int centiamps)
    {
        _trialConnector = connector;
        _trialCentiamps = centiamps;
    }

    /// <summary>Ends what <see cref="Try"/> began.</summary>
    public void EndTrial()
    {
        _trialConnector = null;
    }

    /// <returns>The charge point of a connector, or null.</returns>
    public ChargePoint Find(WallConnector connector)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Points[i].Connector == connector)
            {
                return Points[i];
            }
        }

        return null;
    }

    /// <summary>Takes in what the bus knows: who is there, what they draw. Before the policy decides.</summary>
    public void Observe(BusMaster bus, long nowMs)
    {
        _roster = bus.Roster;
        IsBadLine = bus.Noise.IsBad;
        StrangerCentiamps = bus.StrangerCentiamps(nowMs);
        WiringLimitCentiamps = _settings.Number(Setting.WiringMaxAmpsAllTWCs) * 100;
        FollowRoster(nowMs);
        bus.AnnouncedCentiamps = _hasOtherMakes ? LowestLimit() : 0;
        int watts = 0;
        for (int i = 0; i < Count; i++)
        {
            ChargePoint point = Points[i];
            point.LimitCentiamps = LimitOf(point.Connector);
            point.Conductors = ConductorsOf(point);
            point.Observe(nowMs, DefaultVolts, DefaultPhases, MinimumOf(point));
            watts += point.PowerWatts;
            if (point.Connector.HasAnswered && !point.WasAnswered)
            {
                point.LinkedMs = nowMs;
            }

            point.WasAnswered = point.Connector.HasAnswered;
        }

        ChargingWatts = watts;
    }

    /// <summary>Shares out what the policy grants.</summary>
    /// <param name="availableCentiamps">Granted to all cars together.</param>
    /// <param name="flexCentiamps">What a car that charges already may take from the grid to stay at its minimum.</param>
    /// <param name="isSteady">True for grants that come from the sun: starts and stops wait for the start/stop delay.</param>
    /// <param name="isSure">False if it is not known what the sun gives.</param>
    public void Assign(int availableCentiamps, int flexCentiamps, bool isSteady, bool isSure, long nowMs)
    {
        int most = PhaseWiring.GroupAmps(_settings) * 100;
        int exact = availableCentiamps + (isSteady && availableCentiamps > 0 ? Shortfalls() : 0);
        exact = exact < most ? exact : most;
        int available = _wholeAmps.Of(exact);
        available = isSteady && available < most ? available : exact;
        ChooseServed();
        FindRoomForCars(nowMs);
        BuildRequests(available);
        _allocator.Share(_requestCount, _room, available);
        _pace.Begin(_requestOwners, _requestCount, exact, WattsPerAmp, isSteady ? (long)_settings.Number(Setting.StartStopDelay) * 1000 : 0, isSure, nowMs);
        for (int i = 0; i < _requestCount; i++)
        {
            ShareRequest request = _allocator.Requests[i];
            ChargePoint point = _requestOwners[i];
            bool wish = request.IsServed || (point.IsOn && request.UsesGrant && ReachesWithFlex(request, available, flexCentiamps));
            bool isTrial = point.Connector == _trialConnector;
            bool goesOnAnyway = request.FloorCentiamps >= request.MinimumCentiamps && !point.Stop.HasStopped;
            // No relay moves where the car goes on at the floor: nothing to wait for on the way up.
            long delayMs = _pace.DelayMs(point, request, wish);
            _startStop.Update(point, wish, isTrial || (wish && goesOnAnyway) ? 0 : delayMs, nowMs);
            request.IsHeld = point.IsOn && !request.IsServed;
            // Of a stop that is only tried, the relay decides when.
            request.WantsMore = point.IsOn && (request.WantsMore || isTrial);
        }

        _allocator.Share(_requestCount, _room, available);
        for (int i = 0; i < _requestCount; i++)
        {
            Settle(_requestOwners[i], _allocator.Requests[i], available);
        }

        for (int i = 0; i < _requestCount; i++)
        {
            FreeFromTrap(_requestOwners[i], nowMs);
        }

        _stops.Update(Points, Count, _trialConnector, nowMs);
    }

    // Cars draw up to 1.4 A less than they are offered. Of the sun each would leave that unused, with three phases 1 kW per car; so others get it.
    private int Shortfalls()
    {
        int sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += Points[i].ShortfallCentiamps;
        }

        return sum;
    }

    // What the wiring lets any connector have, whatever its rating.
    private int LowestLimit()
    {
        int limit = _settings.Number(Setting.WiringMaxAmpsPerTWC) * 100;
        limit = limit < WiringLimitCentiamps ? limit : WiringLimitCentiamps;
        return limit < ControlTiming.HighestCentiamps ? limit : ControlTiming.HighestCentiamps;
    }

    internal int LimitOf(WallConnector connector)
    {
        int limit = LowestLimit();
        if (connector.RatedCentiamps > 0 && connector.RatedCentiamps < limit)
        {
            limit = connector.RatedCentiamps;
        }

        return limit - limit % ControlTiming.StepCentiamps;
    }

    internal int MinimumOf(ChargePoint point)
    {
        int minimum = _settings.Number(Setting.MinAmpsPerTWC) * 100;
        int least = point.Connector.ProtocolVersion == 1 ? ControlTiming.Protocol1MinimumCentiamps : ControlTiming.Protocol2FloorCentiamps;
        return minimum > least ? minimum : least;
    }

    private void FollowRoster(long nowMs)
    {
        for (int i = 0; i < _roster.Count; i++)
        {
            if (Points[i] == null || Points[i].Connector != _roster.Connectors[i])
            {
                Points[i] = new ChargePoint(_roster.Connectors[i], nowMs);
                _settingsVersion = -1;
            }
        }

        Count = _roster.Count;
        if (_settingsVersion != _settings.Version)
        {
            _settingsVersion = _settings.Version;
            _hasOtherMakes = _settings.HasChoice(Setting.CarKind, Setting.CarOther);
            FollowChoices(nowMs);
        }
    }

    // Looked up once for each change: finding the word of a connector in a text takes memory.
    private void FollowChoices(long nowMs)
    {
        for (int i = 0; i < Count; i++)
        {
            ChargePoint point = Points[i];
            string idText = point.Connector.IdText;
            point.Rotation = _settings.ChoiceFor(Setting.PhaseRotation, idText);
            point.Connector.IsOtherMake = _settings.ChoiceFor(Setting.CarKind, idText) == Setting.CarOther;
            bool isCured = _settings.ChoiceFor(Setting.TrapCure, idText) == Setting.CureOn && !point.Connector.IsOtherMake;
            point.Cure = !isCured ? null : point.Cure != null ? point.Cure : new TrapCure(nowMs);
        }
    }

    // A declaration that the connector's own meter contradicts is wrong: then it counts on all conductors.
    private static int ConductorsOf(ChargePoint point)
    {
        int declared = PhaseWiring.ConductorsOf(point.Rotation);
        return CarPower.WiredPhases(point.Connector.Energy) > PhaseWiring.CountOf(declared) ? PhaseWiring.AllConductors : declared;
    }

    // Whoever has no room for what it draws anyway must not hear a master. Those that are linked come before those that want to be.
    private void ChooseServed()
    {
        _room.SetAll(WiringLimitCentiamps - StrangerCentiamps);
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < Count; i++)
            {
                ChargePoint point = Points[i];
                bool isLinked = point.Connector.HasAnswered || point.Connector.IsRemembered;
                if (isLinked != (pass == 0))
                {
                    continue;
                }

                bool isThere = point.Connector.Link != LinkState.Lost;
                point.HasRoom = WiringLimitCentiamps > 0 && point.FloorCentiamps <= point.LimitCentiamps
                    && point.FloorCentiamps <= _room.LeastOf(point.Conductors);
                _room.Take(point.Conductors, point.HasRoom && isThere ? point.FloorCentiamps : 0);
            }
        }
    }

    // What the wiring has left for those that take part in the sharing.
    private void FindRoomForCars(long nowMs)
    {
        _room.SetAll(WiringLimitCentiamps - StrangerCentiamps);
        for (int i = 0; i < Count; i++)
        {
            ChargePoint point = Points[i];
            if (!TakesPart(point))
            {
                _room.Take(point.Conductors, Gate.KnownLoadCentiamps(point, nowMs));
            }
            else if (!point.Connector.HasAnswered)
            {
                // It gets its floor and no more, but the gate counts what it may still hold: given away, that would be missing to whoever is raised next.
                int more = Gate.KnownLoadCentiamps(point, nowMs) - point.FloorCentiamps;
                _room.Take(point.Conductors, more > 0 ? more : 0);
            }
            else if (point.IsOverdrawing)
            {
                _room.Take(point.Conductors, point.Connector.ActualCentiamps - point.Connector.SentCentiamps);
            }
        }
    }

    private static bool TakesPart(ChargePoint point)
    {
        return point.HasRoom && !point.Connector.HasTwin && point.Connector.Link != LinkState.Lost;
    }

    private void BuildRequests(int available)
    {
        _requestCount = 0;
        int minimums = 0;
        for (int i = 0; i < Count; i++)
        {
            ChargePoint point = Points[i];
            if (TakesPart(point) && WantsCurrent(point))
            {
                minimums += MinimumOf(point);
            }
        }

        for (int i = 0; i < Count; i++)
        {
            ChargePoint point = Points[i];
            if (!TakesPart(point))
            {
                point.TargetCentiamps = 0;
                point.TargetReason = point.Connector.HasTwin ? OfferReason.TwoUnits : !point.HasRoom ? OfferReason.NoRoom : OfferReason.NotHeard;
                point.Reason = WiringLimitCentiamps == 0 ? OfferReason.NoWiringLimit : point.TargetReason;
                point.OfferedCentiamps = 0;
                continue;
            }

            _requestOwners[_requestCount] = point;
            Fill(_allocator.Requests[_requestCount], point, available - minimums);
            _requestCount++;
        }
    }

    // A car that was stopped shows no wish, but has one: counted as a newcomer, each of several would take the same grant for its own.
    private static bool WantsCurrent(ChargePoint point)
    {
        return point.Stop.IsComingBack || ((point.Wants || point.IsPaused) && !point.IsWaitingForCar);
    }

    private void Fill(ShareRequest request, ChargePoint point, int availableForNewcomers)
    {
        bool wants = WantsCurrent(point) && point.Connector.HasAnswered;
        request.Conductors = point.Conductors;
        request.FloorCentiamps = point.FloorCentiamps;
        request.MinimumCentiamps = MinimumOf(point);
        // Whose car was stopped is given more only once it draws again.
        request.CapCentiamps = wants && (point.Wants || point.FloorCentiamps == 0) ? point.LimitCentiamps : request.MinimumCentiamps;
        request.CapCentiamps = request.CapCentiamps < point.LimitCentiamps ? request.CapCentiamps : point.LimitCentiamps;
        request.UsesGrant = wants;
        request.IsFloorIdle = !point.IsCharging && point.Stop.IsComingBack;
        request.IsHeld = false;
        // An idle connector of protocol 1 shows that a car came only by the current that the car draws, so it is parked at its minimum while a car would get it.
        request.WantsMore = point.Connector.HasAnswered && (wants || availableForNewcomers >= request.MinimumCentiamps);
        request.Rank = !wants ? 2 : point.IsCharging ? 0 : 1;
        if (point.Connector == _trialConnector)
        {
            FillTrial(request, point);
        }
    }

    // Its own current beside the grant: it takes nothing from the sun, but room from the wiring like everybody.
    private void FillTrial(ShareRequest request, ChargePoint point)
    {
        bool isStop = _trialCentiamps == 0;
        request.MinimumCentiamps = isStop ? MinimumOf(point) : _trialCentiamps;
        request.CapCentiamps = request.MinimumCentiamps < point.LimitCentiamps ? request.MinimumCentiamps : point.LimitCentiamps;
        request.UsesGrant = false;
        request.WantsMore = !isStop && point.Connector.HasAnswered;
        request.Rank = 0;
    }

    private static bool ReachesWithFlex(ShareRequest request, int available, int flexCentiamps)
    {
        return flexCentiamps > 0 && available + flexCentiamps >= request.MinimumCentiamps;
    }

    private void Settle(ChargePoint point, ShareRequest request, int available)
    {
        int share = request.ShareCentiamps;
        point.TargetCentiamps = share - share % ControlTiming.StepCentiamps;
        // Of one that does not answer, the draw is an old one: it counts, but is no news.
        bool isOverdrawing = point.IsOverdrawing && point.Connector.HasAnswered;
        point.TargetReason = isOverdrawing ? OfferReason.Overdraw : ReasonFor(point, request, available);
        if (point.SwitchSinceMs >= 0 && request.UsesGrant)
        {
            point.TargetReason = point.IsResting ? OfferReason.RelayRest : point.IsOn ? OfferReason.StopDelay : OfferReason.StartDelay;
        }
    }

    // For some seconds more than the policy grants, out of room that nobody else has or may be using. After all shares, so that it costs nobody anything.
    private void FreeFromTrap(ChargePoint point, long nowMs)
    {
        if (point.Cure == null || point.Connector == _trialConnector)
        {
            return;
        }

        int share = point.TargetCentiamps;
        int most = share + _allocator.Left.LeastOf(point.Conductors);
        int room = Gate.RoomFor(point, nowMs);
        int wish = point.Cure.Wish(point, share, most < room ? most : room, nowMs);
        if (wish > share)
        {
            _allocator.Left.Take(point.Conductors, wish - share);
            point.TargetCentiamps = wish;
            point.TargetReason = OfferReason.TrapCure;
        }
        else if (point.Cure.HasGivenUp && share - point.Connector.ActualCentiamps > ControlTiming.FollowsCentiamps)
        {
            point.TargetReason = OfferReason.CarStays;
        }
    }

    private OfferReason ReasonFor(ChargePoint point, ShareRequest request, int available)
    {
        if (point.Connector == _trialConnector)
        {
            return OfferReason.Test;
        }

        if (!request.UsesGrant && (request.ShareCentiamps > 0 || request.WantsMore))
        {
            if (point.Connector.HasBeenHeard && !point.Connector.HasAnswered)
            {
                // It announces itself again and may still draw what it was told: nobody knows that no car does.
                return OfferReason.NotHeard;
            }

            return point.IsWaitingForCar ? OfferReason.WaitingForCar : OfferReason.Parked;
        }

        if (!request.IsServed || request.IsHeld)
        {
            if (request.ShareCentiamps > 0 && request.FloorCentiamps > 0 && available < request.MinimumCentiamps)
            {
                return OfferReason.ProtocolFloor;
            }

            return available <= 0 ? OfferReason.PolicyGrantsNothing : OfferReason.BelowMinimum;
        }

        if (request.ShareCentiamps >= request.CapCentiamps)
        {
            if (point.LimitCentiamps == WiringLimitCentiamps && WiringLimitCentiamps < _settings.Number(Setting.WiringMaxAmpsPerTWC) * 100)
            {
                return OfferReason.SharedLimit;
            }

            return point.Connector.RatedCentiamps > 0 && point.LimitCentiamps == point.Connector.RatedCentiamps
                ? OfferReason.Rating
                : OfferReason.ConnectorLimit;
        }

        return _allocator.Left.LeastOf(point.Conductors) < ControlTiming.StepCentiamps ? OfferReason.SharedLimit : OfferReason.Granted;
    }
}
