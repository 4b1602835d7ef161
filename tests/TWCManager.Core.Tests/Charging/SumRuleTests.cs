using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

/// <summary>The first rule: what the connectors may draw together never exceeds the wiring limit, whatever happens. Judged at the connectors, not by what we believe.</summary>
public class SumRuleTests
{
    // A unit that we cannot reach holds its limit until its own fail-safe: only after that can a lowered wiring limit be true for it.
    private const long ReachMs = 70000;
    // A damaged order that passes the checksum is corrected by the next heartbeat.
    private const long CorrectionMs = 3000;

    [Fact]
    public void The_sum_of_what_may_be_drawn_never_exceeds_the_wiring_limit()
    {
        const int Sites = 100;
        const int Minutes = 20;
        long steps = 0;
        long raises = 0;
        long faults = 0;
        long spread = 0;
        var stops = 0;
        for (var seed = 1; seed <= Sites; seed++)
        {
            var site = new RandomSite(seed);
            site.Run(Minutes * 60);
            steps += site.Steps;
            raises += site.Raises;
            faults += site.Faults;
            spread += site.SpreadSteps;
            stops += site.Stops;
        }

        Console.WriteLine($"sum rule: {Sites} random sites, {steps} steps, {raises} raised limits, {faults} faults, {stops} stops by contactor or silence, {spread} steps with more in all than one conductor carries, no limit broken");
        Assert.True(raises > 1000 && stops > 50 && spread > 10000, "the sites were too dull to prove anything");
    }

    [Fact]
    public void It_never_does_while_cars_are_freed_from_the_6_A_trap_either()
    {
        const int Sites = 60;
        const int Minutes = 40;
        long steps = 0;
        long cures = 0;
        for (var seed = 1001; seed <= 1000 + Sites; seed++)
        {
            var site = new RandomSite(seed);
            site.RunCalmly(Minutes * 60);
            steps += site.Steps;
            cures += site.Cures;
        }

        Console.WriteLine($"sum rule: {Sites} calm sites, {steps} steps, {cures} cars freed from the 6 A trap, no limit broken");
        Assert.True(cures > 30, "the sites were too dull to prove anything");
    }

    private sealed class RandomSite
    {
        private static readonly (string Word, int[] Conductors)[] s_wirings =
        [
            ("l1l2l3", [0, 1, 2]), ("l2l3l1", [0, 1, 2]), ("l3l2l1", [0, 1, 2]), ("l1", [0]), ("l2", [1]), ("l3", [2]), ("l1l2", [0, 1]), ("l2l3", [1, 2]), ("l3l1", [0, 2]),
        ];

        private readonly Random _random;
        private readonly Bench _bench;
        private readonly Dictionary<SimulatedConnector, int[]> _conductors = [];
        private readonly Dictionary<SimulatedConnector, int> _lastLimit = [];
        private readonly List<(long AtMs, int Amps)> _limits = [];
        private readonly HashSet<ChargePoint> _steps = [];
        private readonly int _seed;
        private long _overSinceMs = -1;
        private long _pauseUntilMs;

        public RandomSite(int seed)
        {
            _seed = seed;
            _random = new Random(seed);
            _bench = new Bench(_random.Next(12, 65), _random.Next(6, 49), seed);
            _bench.Set("welcomeTime", "0");
            _bench.Set("interruptionsPerPlugIn", "20");
            _limits.Add((0, AllAmps));
            int[] ids = [0x2019, 0x1839, 0x032E];
            var rotation = "l1l2l3";
            for (var i = _random.Next(3); i < 3; i++)
            {
                var wiring = seed % 2 == 0 ? 0 : _random.Next(s_wirings.Length);
                var setup = new ConnectorSetup(ids[i], (ConnectorModel)_random.Next(3))
                {
                    RatedCentiamps = _random.Next(2) == 0 ? 3200 : 8000,
                    WiredPhases = s_wirings[wiring].Conductors.Length,
                };
                _conductors[_bench.Line.Add(setup)] = s_wirings[wiring].Conductors;
                rotation += wiring == 0 ? "" : $",{ids[i]:X4}={s_wirings[wiring].Word}";
            }

            _bench.Set("phaseRotation", rotation);
            _bench.Set("trapCure", seed % 3 == 0 ? "off" : "on");
            _bench.Set("carKind", seed % 5 == 0 ? "other" : "tesla");

            _bench.AfterStep = Check;
        }

        public long Steps { get; private set; }

        public long Raises { get; private set; }

        public long Faults { get; private set; }

        /// <summary>Limits that were to free a car from the 6 A trap.</summary>
        public long Cures { get; private set; }

        /// <summary>Steps in which all connectors together were offered more than one conductor carries, each conductor not.</summary>
        public long SpreadSteps { get; private set; }

        /// <summary>Connectors that were left without heartbeats, and contactors that were opened, on purpose.</summary>
        public int Stops { get; private set; }

        private int AllAmps => _bench.Settings.Number(Core.Settings.Setting.WiringMaxAmpsAllTWCs);

        private bool IsDamaged => _bench.NowMs - _bench.Line.LastFalseFrameMs < CorrectionMs;

        private int EachAmps => _bench.Settings.Number(Core.Settings.Setting.WiringMaxAmpsPerTWC);

        public void Run(int seconds)
        {
            while (_bench.NowMs < seconds * 1000L)
            {
                Disturb();
                _bench.Run(_random.Next(1, 80) / 10.0);
                _bench.IsMasterStopped = _bench.NowMs < _pauseUntilMs;
            }
        }

        /// <summary>Long enough between two changes for a car to be found trapped; each grant may trap it.</summary>
        public void RunCalmly(int seconds)
        {
            while (_bench.NowMs < seconds * 1000L)
            {
                var unit = _bench.Line.Connectors[_random.Next(_bench.Line.Connectors.Count)];
                if (unit.Car == null)
                {
                    unit.PlugIn(new SimulatedCar { TrapCentiamps = 1600, MaximumCentiamps = 3200, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0 });
                }
                else if (_random.Next(8) == 0)
                {
                    unit.Unplug();
                }

                _bench.GrantedAmps = _random.Next(6, 40);
                _bench.Run(_random.Next(50, 200) / (_random.Next(3) == 0 ? 10.0 : 1.0));
            }
        }

        private void Disturb()
        {
            var units = _bench.Line.Connectors;
            var unit = units[_random.Next(units.Count)];
            switch (_random.Next(43))
            {
                case 0:
                    unit.PlugIn(new SimulatedCar
                    {
                        MaximumCentiamps = _random.Next(6, 60) * 100,
                        BatteryWattHours = 1e6,
                        TargetWattHours = 1e6,
                        StoredWattHours = 0,
                        ShortfallCentiamps = _random.Next(-60, 100),
                        TrapCentiamps = _random.Next(3) == 0 ? 0 : 1600,
                    });
                    break;
                case 1:
                    unit.Unplug();
                    break;
                case 2:
                    unit.Faults.IsMute = !unit.Faults.IsMute;
                    Faults++;
                    break;
                case 3:
                    unit.Faults.IsDeaf = !unit.Faults.IsDeaf;
                    Faults++;
                    break;
                case 4:
                    unit.Faults.DropEveryNthReply = _random.Next(4);
                    unit.Faults.DelayEveryNthReply = _random.Next(5);
                    unit.Faults.CorruptEveryNthReply = _random.Next(5);
                    Faults++;
                    break;
                case 5:
                    unit.PowerOff();
                    Faults++;
                    break;
                case 6:
                    unit.PowerOn();
                    break;
                case 7:
                    _bench.Line.NoisePerByte = _random.Next(3) * 0.005;
                    Faults++;
                    break;
                case 8:
                    _bench.Line.Unplug();
                    Faults++;
                    break;
                case 9:
                case 10:
                    _bench.Line.Replug();
                    break;
                case 11:
                    // Without its memory a program cannot know of units that a former one left charging: then they have had time to stop by themselves.
                    var forgets = _random.Next(3) == 0;
                    _bench.IsMasterStopped = true;
                    _bench.Run(forgets ? 40 : _random.Next(40));
                    _bench.Restart(remember: !forgets);
                    Faults++;
                    break;
                case 12:
                    _pauseUntilMs = _bench.NowMs + _random.Next(40000);
                    _bench.IsMasterStopped = true;
                    Faults++;
                    break;
                case 13:
                    _bench.Set("wiringMaxAmpsAllTWCs", _random.Next(12, 65).ToString());
                    _limits.Add((_bench.NowMs, AllAmps));
                    break;
                case 14:
                    _bench.Set("minAmpsPerTWC", _random.Next(5, 1 + Math.Max(5, Math.Min(16, EachAmps))).ToString());
                    break;
                case 15:
                    _bench.Order(_random.Next(0, 195));
                    break;
                case 16:
                case 17:
                case 18:
                case 19:
                case 20:
                    Repair();
                    break;
                case 22:
                    unit.Faults.IgnoresOrders = _random.Next(3) == 0;
                    break;
                case 23:
                case 24:
                    // Nothing granted for long enough that cars are stopped by the chosen means, while all else goes on.
                    _bench.Set("stopMethod", new[] { "hook", "contactor", "silence" }[_random.Next(3)]);
                    _bench.GrantedAmps = 0;
                    _bench.Run(_random.Next(150));
                    break;
                case 21:
                    _bench.Line.EchoesMaster = !_bench.Line.EchoesMaster;
                    break;
                default:
                    _bench.GrantedAmps = _random.Next(0, 195);
                    _bench.IsSun = _random.Next(2) == 0;
                    _bench.FlexAmps = _random.Next(0, 4);
                    break;
            }
        }

        private void Repair()
        {
            _bench.Line.Replug();
            _bench.Line.NoisePerByte = 0;
            foreach (var unit in _bench.Line.Connectors)
            {
                unit.Faults.IsMute = false;
                unit.Faults.IsDeaf = false;
                unit.Faults.DropEveryNthReply = 0;
                unit.Faults.DelayEveryNthReply = 0;
                unit.Faults.CorruptEveryNthReply = 0;
                if (!unit.IsPowered)
                {
                    unit.PowerOn();
                }

                if (unit.Car == null)
                {
                    unit.PlugIn(Bench.Car());
                }
            }
        }

        private void Check()
        {
            Steps++;
            while (_limits.Count > 1 && _limits[1].AtMs < _bench.NowMs - ReachMs)
            {
                _limits.RemoveAt(0);
            }

            CountStops();
            var sums = new int[3];
            var all = 0;
            foreach (var unit in _bench.Line.Connectors)
            {
                var limit = unit.IsPowered ? unit.StandingLimitCentiamps : 0;
                all += limit;
                foreach (var conductor in _conductors[unit])
                {
                    sums[conductor] += limit;
                }

                CheckLimit(unit);
            }

            var sum = sums.Max();

            Assert.Equal(0, _bench.Line.ForbiddenFrames);
            Assert.Equal(0, _bench.Master.RefusedFrames);
            var allowed = _limits.Max(l => l.Amps) * 100;
            if (sum <= allowed)
            {
                SpreadSteps += all > allowed ? 1 : 0;
                _overSinceMs = -1;
                return;
            }

            _overSinceMs = _overSinceMs < 0 ? _bench.NowMs : _overSinceMs;
            var isDamage = IsDamaged && _bench.NowMs - _overSinceMs < CorrectionMs;
            Assert.True(isDamage, $"seed {_seed}, {_bench.NowMs} ms: {sum} of {allowed}: " + string.Join(", ", _bench.Line.Connectors.Select(u => $"{u.Id:X4} {u.StandingLimitCentiamps}"))
                + " / " + string.Join(", ", _bench.Control.Points.Take(_bench.Control.Count).Select(p => $"{p.Connector.IdText} sent {p.Connector.SentCentiamps} confirmed {p.Connector.ConfirmedCentiamps} {p.Connector.Link} {p.Offer.Reason}")));
        }

        private void CountStops()
        {
            for (var i = 0; i < _bench.Control.Count; i++)
            {
                var point = _bench.Control.Points[i];
                var isStep = point.Stop.State is StopState.Silencing or StopState.Opening;
                Stops += isStep && _steps.Add(point) ? 1 : 0;
                if (!isStep)
                {
                    _steps.Remove(point);
                }
            }
        }

        private void CheckLimit(SimulatedConnector unit)
        {
            var limit = unit.LastLimitCentiamps;
            var before = _lastLimit.GetValueOrDefault(unit);
            if (limit == before || limit < 0)
            {
                return;
            }

            _lastLimit[unit] = limit;
            Raises += limit > before ? 1 : 0;
            Cures += _bench.Control.Points.Take(_bench.Control.Count).Any(p => p.Connector.Id == unit.Id && p.Offer.Reason == OfferReason.TrapCure) ? 1 : 0;
            if (!IsDamaged)
            {
                Assert.True(limit <= unit.Setup.RatedCentiamps, $"seed {_seed}, {_bench.NowMs} ms: {unit.Id:X4} got {limit}, more than its rating; " + string.Join(", ", _bench.Control.Points.Take(_bench.Control.Count).Select(p => $"{p.Connector.IdText} sent {p.Connector.SentCentiamps} rated {p.Connector.RatedCentiamps}")) + $", {_bench.Line.CollidedBytes} collided bytes");
                Assert.True(limit <= EachAmps * 100, $"seed {_seed}: more than the limit of one connector");
                Assert.True(limit % 100 == 0, $"seed {_seed}: a fraction of an ampere");
                Assert.True(!unit.Setup.IsProtocol2 || limit >= 600, $"seed {_seed}: less than 6 A for protocol 2");
                Assert.True(limit == 0 || limit >= 500, $"seed {_seed}: less than a car can use");
            }
        }
    }
}
