using System.Runtime.CompilerServices;
using TWCManager.Benchmarks.Output;
using TWCManager.Benchmarks.Ports;
using TWCManager.Benchmarks.Sites;
using TWCManager.Core;
using TWCManager.Core.Settings;
using TWCManager.Host.Adapters;
using TWCManager.Simulation;

namespace TWCManager.Benchmarks.Figures;

/// <summary>Managed heap that a running core holds: what a collection frees when cores, and nothing else, are let go.</summary>
internal sealed class HeapFigure : IFigure
{
    private const int RunSeconds = 300;

    // The runtime counts memory in pieces of 8 KiB that threads take to allocate from; shared by many cores that blurs little.
    private const int Cores = 32;
    private const string InverterName = "inverter.simulated";

    private readonly Controller?[] _controllers = new Controller?[Cores];
    private readonly List<object> _surroundings = new List<object>();

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
            $"Mean of {Cores} cores. A rough figure: objects and references are larger here (64 bit) than on a chip; code, constant texts, the table of settings, threads and what is behind the ports (sockets, driver buffers) are not in it.");
        into.WriteLine();
    }

    private void AddRow(Table table, string name, bool withLink)
    {
        long made = 0;
        for (int i = 0; i < Cores; i++)
        {
            made = Build(i, withLink);
        }

        long with = GC.GetTotalMemory(true);
        Array.Clear(_controllers);
        long held = with - GC.GetTotalMemory(true);
        table.Add(name, Samples.Text(held / (double)Cores), Samples.Text(made));
        // Sites and ports had to stay until now, so that they are not taken for a part of the core.
        _surroundings.Clear();
    }

    // Apart, so that no register or stack slot of the caller holds on to a core.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Build(int index, bool withLink)
    {
        SimulatedSite site = new SimulatedSite(SiteSetups.Charging(SiteSetups.Usual), startSecond: SiteSetups.NoonSecond);
        SimulatedHttp http = new SimulatedHttp();
        http.Add(InverterName, new FroniusResponder(() => FroniusValues.Of(site.Now)));
        RecordingLink? link = withLink ? new RecordingLink() : null;
        MemoryStorage storage = new MemoryStorage();
        _surroundings.AddRange([site, http, storage]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ChargerSettings settings = new ChargerSettings();
        SettingsStore store = new SettingsStore(storage);
        Controller controller = new Controller(site.Bus.Line, link, http, storage, new SystemWallClock(), new SilentLog(), settings, store, Controller.UsualConnectors);
        long made = GC.GetAllocatedBytesForCurrentThread() - before;

        SiteSetups.Enter(site.Scenario, settings);
        SiteSetups.Set(settings, "froniusHost", InverterName);
        for (long nowMs = 0; nowMs < RunSeconds * 1000L; nowMs += VirtualSite.TickMs)
        {
            site.Advance(nowMs);
            http.Advance(nowMs);
            controller.Tick(nowMs);
        }

        _controllers[index] = controller;
        return made;
    }
}
