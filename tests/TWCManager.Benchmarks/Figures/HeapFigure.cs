using System.Runtime.CompilerServices;
using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Ports;
using TWCManager.Benchmarks.Sites;
using TWCManager.Core;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Host.Adapters;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Figures;

/// <summary>Managed heap that a running core holds: what a collection frees when the core, and nothing else, is let go.</summary>
internal sealed class HeapFigure : IFigure
{
    private const int RunSeconds = 300;

    private SimulatedSite? _site;
    private SimulatedHttp? _http;
    private RecordingLink? _link;
    private Controller? _controller;

    /// <inheritdoc/>
    public string Name => "heap";

    /// <inheritdoc/>
    public string Title => "Managed heap of the running core";

    /// <inheritdoc/>
    public void Measure(TextWriter into, bool isQuick)
    {
        Table table = new Table("core with 3 connectors, after " + RunSeconds + " s", "bytes held", "bytes to make it");
        AddRow(table, "without MQTT", false);
        AddRow(table, "with MQTT", true);
        table.Write(into);
        into.WriteLine(
            "A rough figure: objects and references are larger here (64 bit) than on a chip; code, constant texts, the table of settings, threads and what is behind the ports (sockets, driver buffers) are not in it.");
        into.WriteLine();
    }

    private void AddRow(Table table, string name, bool withLink)
    {
        long made = Build(withLink);
        long with = GC.GetTotalMemory(true);
        _controller = null;
        long held = with - GC.GetTotalMemory(true);
        table.Add(name, Samples.Text(held), Samples.Text(made));
        GC.KeepAlive(_site);
        GC.KeepAlive(_http);
        GC.KeepAlive(_link);
    }

    // Apart, so that no register or stack slot of the caller holds on to the core.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Build(bool withLink)
    {
        Scenario scenario = SiteSetups.Charging(SiteSetups.Usual);
        _site = new SimulatedSite(scenario, startSecond: SiteSetups.NoonSecond);
        _http = new SimulatedHttp();
        _link = withLink ? new RecordingLink() : null;
        SimulatedSite site = _site;
        _http.Add("inverter.simulated", new FroniusResponder(() => FroniusValues.Of(site.Now)));
        // The table of settings and the like are made once and stay: not in this figure.
        Make();
        long before = GC.GetAllocatedBytesForCurrentThread();
        _controller = Make();
        long made = GC.GetAllocatedBytesForCurrentThread() - before;
        for (long nowMs = 0; nowMs < RunSeconds * 1000L; nowMs += VirtualSite.TickMs)
        {
            _site.Advance(nowMs);
            _http.Advance(nowMs);
            _controller.Tick(nowMs);
        }

        return made;
    }

    private Controller Make()
    {
        ChargerSettings settings = SiteSetups.SettingsFor(SiteSetups.Charging(SiteSetups.Usual));
        SiteSetups.Set(settings, "froniusHost", "inverter.simulated");
        IStorage storage = new MemoryStorage();
        return new Controller(
            _site!.Bus.Line, _link, _http!, storage, new SystemWallClock(), new SilentLog(), settings, new SettingsStore(storage), Controller.UsualConnectors);
    }
}
