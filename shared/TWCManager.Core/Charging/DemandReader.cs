namespace TWCManager.Core.Charging;

/// <summary>Turns what is seen at each charge point into what it asks of <see cref="CurrentAllocator"/>.</summary>
internal sealed class DemandReader
{
    private readonly PointRoster _roster;
    private readonly ShareRequest[] _requests;
    private readonly TrialWish _trial;

    /// <param name="requests">Filled from the first one on.</param>
    internal DemandReader(PointRoster roster, ShareRequest[] requests, TrialWish trial)
    {
        _roster = roster;
        _requests = requests;
        _trial = trial;
        Owners = new ChargePoint[requests.Length];
    }

    /// <summary>The charge point of each request.</summary>
    internal ChargePoint[] Owners { get; }

    /// <summary>Requests that count: one for each charge point that takes part.</summary>
    internal int Count { get; private set; }

    /// <param name="availableCentiamps">What all of them may use together.</param>
    internal void Read(int availableCentiamps)
    {
        int minimums = 0;
        for (int i = 0; i < _roster.Count; i++)
        {
            ChargePoint point = _roster.Points[i];
            minimums += point.TakesPart && WantsCurrent(point) ? point.Limits.MinimumCentiamps : 0;
        }

        Count = 0;
        for (int i = 0; i < _roster.Count; i++)
        {
            ChargePoint point = _roster.Points[i];
            if (point.TakesPart)
            {
                Owners[Count] = point;
                Fill(_requests[Count], point, availableCentiamps - minimums);
                Count++;
            }
        }
    }

    // A car that was stopped shows no wish, but has one: counted as a newcomer, each of several would take the same grant for its own.
    private static bool WantsCurrent(ChargePoint point)
    {
        return point.Stop.IsComingBack || ((point.Car.Wants || point.Switch.IsPaused) && !point.Car.IsWaiting);
    }

    private void Fill(ShareRequest request, ChargePoint point, int availableForNewcomers)
    {
        PointLimits limits = point.Limits;
        bool wants = WantsCurrent(point) && point.Connector.HasAnswered;
        request.Conductors = limits.Conductors;
        request.FloorCentiamps = limits.FloorCentiamps;
        request.MinimumCentiamps = limits.MinimumCentiamps;
        // A car that was stopped is given more only once it draws again.
        request.CapCentiamps = wants && (point.Car.Wants || limits.FloorCentiamps == 0) ? limits.LimitCentiamps : request.MinimumCentiamps;
        request.CapCentiamps = request.CapCentiamps < limits.LimitCentiamps ? request.CapCentiamps : limits.LimitCentiamps;
        request.UsesGrant = wants;
        request.IsFloorIdle = !point.Car.IsCharging && point.Stop.IsComingBack;
        request.IsHeld = false;
        // An idle connector of protocol 1 shows that a car came only by the current that the car draws, so it is parked at its minimum while a car would get it.
        request.WantsMore = point.Connector.HasAnswered && (wants || availableForNewcomers >= request.MinimumCentiamps);
        request.Rank = !wants ? 2 : point.Car.IsCharging ? 0 : 1;
        if (_trial.IsFor(point))
        {
            FillTrial(request, point);
        }
    }

    // Its own current beside the grant: it takes nothing from the sun, but room from the wiring like all others.
    private void FillTrial(ShareRequest request, ChargePoint point)
    {
        bool isStop = _trial.Centiamps == 0;
        int limit = point.Limits.LimitCentiamps;
        request.MinimumCentiamps = isStop ? point.Limits.MinimumCentiamps : _trial.Centiamps;
        request.CapCentiamps = request.MinimumCentiamps < limit ? request.MinimumCentiamps : limit;
        request.UsesGrant = false;
        request.WantsMore = !isStop && point.Connector.HasAnswered;
        request.Rank = 0;
    }
}
