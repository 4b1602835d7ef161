using TWCManager.Core.Charging;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Bus;
using TWCManager.Simulation;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

/// <summary>Whatever suns, people and settings do: the budget is kept, nobody is bothered too often, and the cars come back.</summary>
public class StoppingRandomTests
{
    private const int Budget = 3;

    [Fact]
    public void Cars_are_never_interrupted_beyond_the_budget_and_always_come_back()
    {
        const int Sites = 10;
        const int Minutes = 80;
        var interruptions = 0;
        var requests = 0;
        var exhausted = 0;
        var back = 0;
        for (var seed = 1; seed <= Sites; seed++)
        {
            var site = new RandomSite(seed);
            site.Run(Minutes * 60);
            back += site.ComeBack();
            interruptions += site.Interruptions;
            requests += site.Requests;
            exhausted += site.Exhausted;
        }

        Console.WriteLine($"stopping: {Sites} random sites of {Minutes} minutes, {interruptions} interruptions, {requests} requests, {exhausted} of them with the budget used up, {back} cars came back");
        Assert.True(interruptions > 20 && requests > 200 && exhausted > 10 && back > 2 * Sites, "the sites were too dull to prove anything");
    }

    private sealed class RandomSite
    {
        private readonly Random _random;
        private readonly Bench _bench;
        private readonly int _seed;
        private readonly List<(SimulatedConnector Unit, HookPeer Hook)> _units = [];
        private readonly Dictionary<SimulatedConnector, int> _interruptionsAtPlugIn = [];
        private readonly Dictionary<SimulatedConnector, int> _requestsSeen = [];

        public RandomSite(int seed)
        {
            _seed = seed;
            _random = new Random(seed);
            _bench = new Bench(40, 32, seed);
            _bench.Set("interruptionsPerPlugIn", Budget.ToString());
            _bench.Set("startStopDelay", (_random.Next(3) * 30).ToString());
            _bench.Set("welcomeTime", (_random.Next(3) * 60).ToString());
            int[] ids = [0x2019, 0x1839, 0x032E];
            for (var i = 0; i < ids.Length; i++)
            {
                var id = ids[i];
                var unit = _bench.Add(id, (ConnectorModel)_random.Next(3));
                unit.Faults.IgnoresOrders = _random.Next(4) == 0;
                unit.Faults.IsSilentOnOrders = _random.Next(2) == 0;
                _units.Add((unit, new HookPeer(() => _bench.Point(id), unit) { DelayMs = -1 }));
                PlugIn(unit);
            }

            _bench.Run(40);
            _bench.AfterStep = Check;
        }

        public int Interruptions => _units.Sum(u => u.Unit.Interruptions);

        public int Requests => _units.Sum(u => u.Hook.Asked.Count);

        public int Exhausted { get; private set; }

        public void Run(int seconds)
        {
            while (_bench.NowMs < seconds * 1000L)
            {
                Disturb(_units[_random.Next(_units.Count)]);
                _bench.Run(_random.Next(1, 240));
            }
        }

        /// <summary>Sun for all, somebody who answers, and half an hour: every car that is able to charges.</summary>
        public int ComeBack()
        {
            _bench.IsSun = true;
            foreach (var (unit, hook) in _units)
            {
                hook.DelayMs = 3000;
                if (unit.Car == null)
                {
                    PlugIn(unit);
                }
            }

            _bench.GrantedAmps = 40;
            _bench.Run(1800);
            var back = 0;
            foreach (var (unit, _) in _units)
            {
                var isAble = unit.Car!.InterruptionsLeft >= 0 && unit.State != 2;
                var stop = _bench.Point(unit.Id).Stop;
                Assert.True(!isAble || unit.DrawCentiamps > 400,
                    $"seed {_seed}: {unit.Id:X4} {unit.Setup.Model} does not come back: {stop.State}, asked {stop.Asked}, {_bench.Point(unit.Id).Offer.Reason}, state {unit.State}, limit {unit.StandingLimitCentiamps}, stopped by owner {unit.Car.IsStoppedByOwner}");
                back += unit.DrawCentiamps > 400 ? 1 : 0;
            }

            return back;
        }

        private void Disturb((SimulatedConnector Unit, HookPeer Hook) at)
        {
            switch (_random.Next(12))
            {
                case 0:
                    at.Hook.DelayMs = _random.Next(3) == 0 ? -1 : _random.Next(20000);
                    break;
                case 1:
                    at.Unit.Unplug();
                    _bench.Run(60);
                    PlugIn(at.Unit);
                    break;
                case 2:
                case 3:
                    _bench.Set("stopMethod", new[] { "hook", "contactor", "silence" }[_random.Next(3)]);
                    break;
                case 4:
                    _bench.Order(_random.Next(2) * 30);
                    break;
                default:
                    _bench.IsSun = _random.Next(4) != 0;
                    _bench.GrantedAmps = _random.Next(2) * _random.Next(41);
                    break;
            }
        }

        private void PlugIn(SimulatedConnector unit)
        {
            _interruptionsAtPlugIn[unit] = unit.Interruptions;
            unit.PlugIn(new SimulatedCar
            {
                MaximumCentiamps = 3200, BatteryWattHours = 1e7, TargetWattHours = 9e6, StoredWattHours = 0,
                SpeaksCan = unit.Setup.Model == ConnectorModel.Firmware44, InterruptionsLeft = Budget,
            });
        }

        private void Check()
        {
            foreach (var (unit, hook) in _units)
            {
                hook.Step(_bench.NowMs);
                var used = unit.Interruptions - _interruptionsAtPlugIn[unit];
                Assert.True(used <= Budget, $"seed {_seed}, {_bench.NowMs} ms: {unit.Id:X4} was interrupted {used} times");
                var seen = _requestsSeen.GetValueOrDefault(unit);
                if (hook.Asked.Count == seen)
                {
                    continue;
                }

                _requestsSeen[unit] = hook.Asked.Count;
                Exhausted += used == Budget ? 1 : 0;
                if (seen > 0)
                {
                    var (before, now) = (hook.Asked[^2], hook.Asked[^1]);
                    Assert.True(now.AtMs - before.AtMs >= (now.Wish == before.Wish ? 59900 : 29900), $"seed {_seed}: {before} then {now}");
                }
            }

            Assert.True(_bench.Line.Connectors.Sum(u => u.StandingLimitCentiamps) <= _bench.Settings.Number(Setting.WiringMaxAmpsAllTWCs) * 100, $"seed {_seed}");
            Assert.Equal(0, _bench.Line.ForbiddenFrames);
            Assert.Equal(0, _bench.Master.RefusedFrames);
        }
    }
}
