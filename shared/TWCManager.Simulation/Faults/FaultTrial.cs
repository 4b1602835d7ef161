namespace TWCManager.Simulation.Faults;

/// <summary>Plays one fault against a master and judges at the connectors: what they heard undamaged, what they hold, what they were told.</summary>
public sealed class FaultTrial
{
    private const int SettleMs = 120000;
    private const int WatchMs = 150000;
    private const int LinkedGapMs = 1600;

    // An order that noise changed into another valid one is corrected with the next heartbeat or two.
    private const int CorrectionMs = 3000;

    private readonly BusFault _fault;
    private readonly int _seconds;
    private int[] _limitsBefore = [];

    /// <summary>Builds the site; give <see cref="Site"/> its master before <see cref="Run"/>.</summary>
    /// <param name="seconds">How long the fault lasts; 0 for its own time.</param>
    public FaultTrial(BusFault fault, int seed, int seconds = 0)
    {
        _fault = fault;
        _seconds = seconds;
        Site = new FaultSite(seed);
    }

    /// <summary>The site.</summary>
    public FaultSite Site { get; }

    /// <summary>Called after each step from the fault's begin: the place for a claim that must always hold.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>When the fault began, ms.</summary>
    public long BeginMs { get; private set; }

    /// <summary>When it ended, ms.</summary>
    public long EndMs { get; private set; }

    /// <summary>Before the fault all units were linked and charged.</summary>
    public bool HasSettled { get; private set; }

    /// <summary>Longest time without an undamaged heartbeat at a unit that the fault may not cost any, ms; from the begin to the end of the watch.</summary>
    public long LongestGapMs { get; private set; }

    /// <summary>Times that such a unit was without for more than 2 s.</summary>
    public int GapsAbove2Seconds { get; private set; }

    /// <summary>The same for all units, while the fault reaches everybody.</summary>
    public long LongestGapOfAllMs { get; private set; }

    /// <summary>From the end of the fault until all units hear the master every second again, ms; -1 for never.</summary>
    public long LinkedAgainMs { get; private set; } = -1;

    /// <summary>From the end of the fault until all limits together are what they were, ms; -1 for not within the watch.</summary>
    public long ChargingAgainMs { get; private set; } = -1;

    /// <summary>Frames spoiled on their way, whoever sent them.</summary>
    public long FramesLost { get; private set; }

    /// <summary>Time for which the limits of all units together were above what the wiring carries, ms; damaged orders that passed the checksum do not count.</summary>
    public long OverLimitMs { get; private set; }

    /// <summary>Highest sum of limits, in 0.01 A.</summary>
    public int HighestSumCentiamps { get; private set; }

    /// <summary>Charges that a unit broke off because it heard no master.</summary>
    public int FailSafeStops { get; private set; }

    /// <summary>Lets the site settle, plays the fault, and watches for a while.</summary>
    public void Run()
    {
        HasSettled = RunUntil(() => Site.Units.All(unit => unit.IsLinked && unit.DrawCentiamps > 0) && Sum() > (FaultSite.WiringAmps - Site.Units.Count) * 100, SettleMs);
        long settledMs = Site.NowMs + 15000;
        RunUntil(() => Site.NowMs >= settledMs, SettleMs);
        Begin();
        Play();
        Watch();
        Close();
    }

    private void Begin()
    {
        BeginMs = Site.NowMs;
        _limitsBefore = Site.Units.Select(unit => unit.StandingLimitCentiamps).ToArray();
        foreach (SimulatedConnector unit in Site.Units)
        {
            unit.ClearIntervals();
        }

        FramesLost = -Site.Bus.SpoiledFrames;
        FailSafeStops = -Site.Units.Sum(unit => unit.FailSafeStops);
        _fault.Begin(Site);
    }

    private void Play()
    {
        long endMs = BeginMs + (_seconds > 0 ? _seconds * 1000L : (long)(_fault.Seconds * 1000));
        while (Site.NowMs < endMs)
        {
            _fault.Step(Site);
            Judge();
        }

        _fault.End(Site);
        EndMs = Site.NowMs;
    }

    private void Watch()
    {
        int[] heard = Site.Units.Select(unit => unit.HeartbeatsHeard).ToArray();
        while (Site.NowMs < EndMs + WatchMs)
        {
            Judge();
            if (LinkedAgainMs < 0 && AreLinked(heard))
            {
                LinkedAgainMs = Site.NowMs - EndMs;
            }

            if (LinkedAgainMs >= 0 && ChargingAgainMs < 0 && Sum() >= _limitsBefore.Sum())
            {
                ChargingAgainMs = Site.NowMs - EndMs;
            }
        }
    }

    private void Close()
    {
        IEnumerable<SimulatedConnector> good = _fault.Reach switch
        {
            FaultReach.Nobody => Site.Units,
            FaultReach.OneUnit => Site.Units.Where(unit => unit != Site.Victim),
            _ => [],
        };
        LongestGapMs = good.Select(unit => unit.LongestGapMs).DefaultIfEmpty(0).Max();
        GapsAbove2Seconds = good.Sum(unit => unit.HeartbeatIntervals.CountFrom(2000 + IntervalHistogram.StepMs));
        LongestGapOfAllMs = Site.Units.Max(unit => unit.LongestGapMs);
        FramesLost += Site.Bus.SpoiledFrames;
        FailSafeStops += Site.Units.Sum(unit => unit.FailSafeStops);
    }

    private bool AreLinked(int[] heardBefore)
    {
        for (int i = 0; i < Site.Units.Count; i++)
        {
            SimulatedConnector unit = Site.Units[i];
            bool isHeard = unit.HeartbeatsHeard > heardBefore[i] && Site.NowMs - unit.LastHeartbeatMs < LinkedGapMs;
            if (!isHeard || !unit.IsLinked)
            {
                return false;
            }
        }

        return true;
    }

    private void Judge()
    {
        Site.Step();
        int sum = Sum();
        HighestSumCentiamps = Math.Max(HighestSumCentiamps, sum);
        bool isDamage = Site.NowMs - Site.Bus.LastFalseFrameMs < CorrectionMs;
        bool isOver = sum > FaultSite.WiringAmps * 100 || Site.Units.Any(unit => unit.StandingLimitCentiamps > unit.Setup.RatedCentiamps);
        OverLimitMs += isOver && !isDamage ? FaultSite.StepMs : 0;
        AfterStep?.Invoke();
    }

    private bool RunUntil(Func<bool> isTrue, int timeoutMs)
    {
        for (long endMs = Site.NowMs + timeoutMs; Site.NowMs < endMs && !isTrue();)
        {
            Site.Step();
        }

        return isTrue();
    }

    private int Sum()
    {
        return Site.Bus.Connectors.Sum(unit => unit.IsPowered ? unit.StandingLimitCentiamps : 0);
    }
}
