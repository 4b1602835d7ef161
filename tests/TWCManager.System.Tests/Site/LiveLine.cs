using System.Collections.Concurrent;
using System.Diagnostics;
using TWCManager.Host.Adapters;
using TWCManager.Simulation;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Site;

/// <summary>
/// A simulated bus in real time behind a pseudo-terminal, with three connectors. One thread of its own touches it and watches at every step
/// that the connectors together may never draw more than the wiring carries.
/// </summary>
internal sealed class LiveLine : IDisposable
{
    /// <summary>Protocol 1: no floor, stops at 0.</summary>
    public const int OldUnit = 0x1A32;

    /// <summary>Protocol 2, firmware 4.4: never below 6 A.</summary>
    public const int MiddleUnit = 0x20DF;

    /// <summary>Protocol 2, firmware 4.5.3. Its id holds both bytes that are escaped on the wire.</summary>
    public const int NewUnit = 0xC0DB;

    public const string NewUnitVin = "5YJ3E7EB0KF000001";

    private const int PollMs = 2;
    private const int AnswerMs = 60000;

    // A step takes a few ms. When one takes longer than this, the machine had no time for us, and so hardly for the program either.
    private const int LongestStepMs = 100;

    private readonly TemporaryDirectory _directory = new TemporaryDirectory();
    private readonly ConcurrentQueue<Action> _orders = new ConcurrentQueue<Action>();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    // With this seed the units announce themselves within 0.4 s and in turn; left to chance they drown each other and take ten seconds more.
    private readonly SimulatedBus _bus = new SimulatedBus(seed: 53);
    private readonly HeartbeatTap _tap = new HeartbeatTap();
    private readonly Dictionary<int, int> _ceilings = new Dictionary<int, int>();
    private readonly Thread _thread;

    private PseudoTerminal? _terminal;
    private int _far;
    private byte[] _garbage = [];
    private int _garbageSent;
    private int _wiringCentiamps;
    private double _carWatts;
    private long _nowMs;
    private long _steppedMs;
    private string? _violation;
    private volatile bool _isEnding;

    /// <param name="wiringAmps">Limit of all connectors together, in A.</param>
    public LiveLine(int wiringAmps)
    {
        _wiringCentiamps = wiringAmps * 100;
        Path = _directory.File("port");
        Connect();
        _thread = new Thread(Run) { IsBackground = true, Name = "live line", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Ids of the connectors.</summary>
    public static IReadOnlyList<int> Units { get; } = [OldUnit, MiddleUnit, NewUnit];

    /// <summary>What the host program opens: a link that always leads to the present terminal.</summary>
    public string Path { get; }

    /// <summary>What all cars draw, W.</summary>
    public double CarWatts
    {
        get { return Volatile.Read(ref _carWatts); }
    }

    /// <summary>What must never have been and was, or null.</summary>
    public string? Violation
    {
        get { return Volatile.Read(ref _violation); }
    }

    /// <summary>Time of the line, ms: the real one without the moments in which the machine stood still. Everything that is claimed in seconds is measured by it.</summary>
    public long NowMs
    {
        get { return Volatile.Read(ref _nowMs); }
    }

    public T Read<T>(Func<SimulatedBus, T> question)
    {
        return OnThread(() => question(_bus));
    }

    public T ReadTap<T>(Func<HeartbeatTap, T> question)
    {
        return OnThread(() => question(_tap));
    }

    public void Do(Action<SimulatedBus> action)
    {
        OnThread(() =>
        {
            action(_bus);
            return true;
        });
    }

    /// <summary>Limit of the last limit command that a connector got, in 0.01 A.</summary>
    public int LimitOf(int id)
    {
        return Read(bus => bus.Find(id)!.LastLimitCentiamps);
    }

    /// <summary>Limits of all connectors as last commanded, in 0.01 A.</summary>
    public int[] Limits()
    {
        return Read(bus => bus.Connectors.Select(one => one.LastLimitCentiamps).ToArray());
    }

    /// <summary>What all cars draw together, in 0.01 A.</summary>
    public int DrawnCentiamps()
    {
        return Read(bus => bus.Connectors.Sum(one => one.DrawCentiamps));
    }

    public bool AreAllLinked()
    {
        return Read(bus => bus.Connectors.All(one => one.IsLinked));
    }

    /// <summary>Gives the connectors power: they begin to announce themselves.</summary>
    public void PowerUp()
    {
        Do(bus =>
        {
            bus.Add(new ConnectorSetup(OldUnit, ConnectorModel.Protocol1) { WiredPhases = 1 });
            bus.Add(new ConnectorSetup(MiddleUnit, ConnectorModel.Firmware44) { WiredPhases = 1 });
            bus.Add(new ConnectorSetup(NewUnit, ConnectorModel.Firmware453) { WiredPhases = 1 });
        });
    }

    /// <summary>Plugs a hungry car in everywhere.</summary>
    /// <param name="isOldUnitsCarScheduled">The one at the protocol 1 unit waits for its own schedule.</param>
    public void PlugInCars(bool isOldUnitsCarScheduled = false)
    {
        Do(bus =>
        {
            foreach (SimulatedConnector connector in bus.Connectors)
            {
                bool isNew = connector.Id == NewUnit;
                connector.PlugIn(new SimulatedCar
                {
                    PhaseCount = 1, MaximumCentiamps = 3200, SpeaksCan = isNew, Vin = isNew ? NewUnitVin : "",
                    IsScheduled = isOldUnitsCarScheduled && connector.Id == OldUnit,
                });
            }
        });
    }

    /// <summary>The wiring limit is another one from now on.</summary>
    public void WatchWiring(int amps)
    {
        Do(bus =>
        {
            bus.ClearHighest();
            _wiringCentiamps = amps * 100;
        });
    }

    /// <summary>From now on no connector may be allowed more than it is at this moment.</summary>
    public void HoldCeilings()
    {
        Do(bus =>
        {
            foreach (SimulatedConnector connector in bus.Connectors)
            {
                _ceilings[connector.Id] = connector.StandingLimitCentiamps;
            }
        });
    }

    public void ReleaseCeilings()
    {
        Do(_ => _ceilings.Clear());
    }

    /// <summary>The adapter is pulled: the terminal is gone.</summary>
    public void Vanish()
    {
        Do(bus =>
        {
            Disconnect();
            File.Delete(Path);
            bus.Unplug();
        });
    }

    /// <summary>A new terminal under the same path.</summary>
    public void Reappear()
    {
        Do(bus =>
        {
            Connect();
            bus.Replug();
        });
    }

    /// <summary>Lets the host program hear bytes that nobody sent, as fast as its port takes them.</summary>
    public void Garble(byte[] bytes)
    {
        Do(_ =>
        {
            _garbage = bytes;
            _garbageSent = 0;
        });
    }

    public bool IsGarbageThrough()
    {
        return Read(_ => _garbageSent == _garbage.Length);
    }

    /// <summary>Nothing has happened that never may.</summary>
    public void AssertSound()
    {
        Assert.Null(Violation);
        Assert.Equal((0L, 0L), Read(bus => (bus.ForbiddenFrames, bus.MalformedMasterFrames)));
    }

    public void Dispose()
    {
        _isEnding = true;
        _thread.Join();
        Disconnect();
        _directory.Dispose();
    }

    private T OnThread<T>(Func<T> work)
    {
        TaskCompletionSource<T> done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders.Enqueue(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception problem)
            {
                done.SetException(problem);
            }
        });
        Assert.True(done.Task.Wait(AnswerMs), "the simulated line stands still");
        return done.Task.Result;
    }

    private void Connect()
    {
        _terminal = new PseudoTerminal();
        _far = Libc.Open(_terminal.Path, Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenNonBlocking | Libc.OpenCloseOnExec);
        File.CreateSymbolicLink(Path, _terminal.Path);
    }

    private void Disconnect()
    {
        if (_terminal != null)
        {
            Libc.Close(_far);
            _terminal.Dispose();
            _terminal = null;
        }
    }

    // What is written to a terminal is handed over by a worker of the kernel, for which whoever looks at the other end has to wait.
    // On a very busy machine that takes seconds. Waiting for it here, too, makes it a standstill of the line and not a delay of the program.
    private void WaitUntilHandedOver()
    {
        Libc.PollRequest request = new Libc.PollRequest { Handle = _far, Wanted = Libc.PollIn };
        Libc.Poll(ref request, 1, 0);
    }

    private void Run()
    {
        byte[] buffer = new byte[512];
        while (!_isEnding)
        {
            Step(buffer);
            while (_orders.TryDequeue(out Action? order))
            {
                order();
            }
        }
    }

    private void Step(byte[] buffer)
    {
        if (_terminal == null)
        {
            Thread.Sleep(PollMs);
            _bus.Advance(PassTime());
            return;
        }

        int count = _terminal.WaitReadable(PollMs) ? _terminal.Read(buffer) : 0;
        long nowMs = PassTime();
        _bus.Advance(nowMs);
        if (count > 0)
        {
            _tap.Take(buffer.AsSpan(0, count), nowMs);
            _bus.FromMaster(buffer.AsSpan(0, count), nowMs);
        }

        int heard = _bus.ToMaster(buffer, nowMs);
        _terminal.Write(buffer.AsSpan(0, heard));
        _garbageSent += _terminal.Write(_garbage.AsSpan(_garbageSent));
        WaitUntilHandedOver();
        Volatile.Write(ref _carWatts, _bus.Connectors.Sum(one => one.DrawWatts));
        Watch(nowMs);
    }

    private long PassTime()
    {
        long realMs = _clock.ElapsedMilliseconds;
        Volatile.Write(ref _nowMs, _nowMs + Math.Min(realMs - _steppedMs, LongestStepMs));
        _steppedMs = realMs;
        return _nowMs;
    }

    private void Watch(long nowMs)
    {
        if (_violation != null)
        {
            return;
        }

        int standing = Math.Max(_bus.HighestStandingCentiamps, _bus.Connectors.Sum(one => one.StandingLimitCentiamps));
        if (standing > _wiringCentiamps)
        {
            Volatile.Write(ref _violation, "at " + nowMs + " ms the connectors may draw " + standing + " of " + _wiringCentiamps + " centiamps");
        }

        if (_bus.ForbiddenFrames > 0)
        {
            Volatile.Write(ref _violation, "at " + nowMs + " ms a forbidden frame was sent: " + _bus.LastForbiddenFrame);
        }

        foreach (SimulatedConnector connector in _bus.Connectors)
        {
            if (_ceilings.TryGetValue(connector.Id, out int ceiling) && connector.StandingLimitCentiamps > ceiling)
            {
                Volatile.Write(ref _violation, "at " + nowMs + " ms " + connector.Id.ToString("X4") + " was raised from " + ceiling + " to " + connector.StandingLimitCentiamps);
            }
        }
    }
}
