using TWCManager.Core.Energy;
using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

/// <summary>A poller with a scripted network and time that is turned by hand.</summary>
internal sealed class PollerBench
{
    public PollerBench(params string[] settings)
    {
        Set(settings);
        Poller = new EnergyPoller(Http, Settings, EnergySources.All(Clock));
    }

    public FakeHttp Http { get; } = new();

    public FakeWallClock Clock { get; } = new();

    public ChargerSettings Settings { get; } = new();

    public EnergyPoller Poller { get; }

    public long NowMs { get; private set; } = 1000000;

    public EnergySource Fronius
    {
        get { return Poller.Sources[0]; }
    }

    public EnergySource HomeAssistant
    {
        get { return Poller.Sources[1]; }
    }

    /// <summary>Takes NAME=VALUE.</summary>
    public void Set(params string[] settings)
    {
        foreach (string setting in settings)
        {
            string[] parts = setting.Split('=', 2);
            Assert.True(Settings.TrySet(parts[0], parts[1], true, out string error), error);
        }
    }

    /// <summary>Lets time pass in ticks of 100 ms; the first tick is at once.</summary>
    public void Run(double seconds)
    {
        long endMs = NowMs + (long)(seconds * 1000);
        for (; NowMs < endMs; NowMs += 100)
        {
            Poller.Tick(NowMs);
        }

        Assert.False(Http.WasAskedTwiceAtOnce);
    }

    /// <summary>Second, counted from the start, of each request that has gone out.</summary>
    public List<int> TimesOfRequests(double seconds)
    {
        List<int> times = [];
        long startMs = NowMs;
        long endMs = NowMs + (long)(seconds * 1000);
        for (; NowMs < endMs; NowMs += 100)
        {
            int before = Http.Urls.Count;
            Poller.Tick(NowMs);
            if (Http.Urls.Count > before)
            {
                times.Add((int)((NowMs - startMs) / 1000));
            }
        }

        return times;
    }
}
