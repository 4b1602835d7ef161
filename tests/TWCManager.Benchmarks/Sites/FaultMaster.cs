using TWCManager.Benchmarks.Ports;
using TWCManager.Core;
using TWCManager.Core.Settings;
using TWCManager.Host.Adapters;
using TWCManager.Simulation;
using TWCManager.Simulation.Faults;

namespace TWCManager.Benchmarks.Sites;

/// <summary>The whole core as the master of a site that has faults. What it stores outlives its restarts.</summary>
internal sealed class FaultMaster : IFaultMaster
{
    private readonly FaultSite _site;
    private readonly VirtualWallClock _clock = new VirtualWallClock();
    private MemoryStorage _storage = new MemoryStorage();

    public FaultMaster(FaultSite site)
    {
        _site = site;
        site.Master = this;
        Controller = Boot();
    }

    public Controller Controller { get; private set; }

    /// <inheritdoc/>
    public void Tick(long nowMs)
    {
        _clock.NowMs = nowMs;
        Controller.Tick(nowMs);
    }

    /// <inheritdoc/>
    public void Restart(bool forgets)
    {
        _storage = forgets ? new MemoryStorage() : _storage;
        Controller = Boot();
    }

    private Controller Boot()
    {
        ChargerSettings settings = new ChargerSettings();
        SettingsStore store = new SettingsStore(_storage);
        store.Load(settings);
        SiteSetups.Set(settings, "wiringMaxAmpsAllTWCs", FaultSite.WiringAmps.ToString());
        SiteSetups.Set(settings, "wiringMaxAmpsPerTWC", FaultSite.WiringAmps.ToString());
        SiteSetups.Set(settings, "nonScheduledAction", "fixed");
        SiteSetups.Set(settings, "nonScheduledAmpsMax", FaultSite.WiringAmps.ToString());
        // Room for a unit that should not be there.
        return new Controller(_site.Bus.Line, new RecordingLink(), new SimulatedHttp(), _storage, _clock, new SilentLog(), settings, store, Controller.UsualConnectors + 1);
    }
}
