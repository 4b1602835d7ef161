using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Doctor;
using TWCManager.Core.Energy;
using TWCManager.Core.Policy;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <summary>All that can be shown of a site: what publisher, web page and log read. Made once, by the controller, and complete.</summary>
public sealed class SiteView
{
    /// <summary>The settings.</summary>
    public ChargerSettings Settings { get; set; }

    /// <summary>What people ordered.</summary>
    public ManualControl Manual { get; set; }

    /// <summary>The bus and the connectors on it.</summary>
    public BusMaster Bus { get; set; }

    /// <summary>The charge points and what they are offered.</summary>
    public ChargeControl Charging { get; set; }

    /// <summary>Sun, house, grid, battery and surplus.</summary>
    public EnergyBalance Energy { get; set; }

    /// <summary>Where the readings come from.</summary>
    public EnergySource[] Sources { get; set; }

    /// <summary>What the policy grants, and why.</summary>
    public PolicyDecision Decision { get; set; }

    /// <summary>What is wrong with the wiring.</summary>
    public WiringDoctor Doctor { get; set; }

    /// <summary>The commissioning test.</summary>
    public CommissioningTest Test { get; set; }

    /// <summary>What goes over the bus.</summary>
    public BusSniffer Sniffer { get; set; }

    /// <summary>Filled anew for each published value: one for all documents.</summary>
    internal ValueRow Row { get; } = new ValueRow();

    /// <summary>Rows of a connector whose changes count: one list for all connectors.</summary>
    internal WatchList ConnectorWatches { get; } = new WatchList();
}
