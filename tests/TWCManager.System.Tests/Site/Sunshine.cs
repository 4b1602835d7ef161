using System.Globalization;
using TWCManager.Simulation;

namespace TWCManager.System.Tests.Site;

/// <summary>Sun, house and grid of a live site, told by an inverter and by a Home Assistant on loopback.</summary>
internal sealed class Sunshine : IDisposable
{
    public const string Token = "long-lived-token-of-the-owner";

    private const double HouseWatts = 500;

    private readonly LiveLine _line;
    private double _solarWatts;

    public Sunshine(LiveLine line, double solarWatts)
    {
        _line = line;
        _solarWatts = solarWatts;
        Inverter = new FroniusServer(() => new FroniusValues(SolarWatts, GridWatts, HouseWatts + line.CarWatts, null, null));
        Home = new HomeAssistantServer(Token);
        Home.Home.Add(new HomeAssistantEntity("sensor.grid", "W", () => Text(GridWatts)));
        Home.Home.Add(new HomeAssistantEntity("sensor.grid_kw", "kW", () => Text(GridWatts / 1000)));
    }

    public FroniusServer Inverter { get; }

    public HomeAssistantServer Home { get; }

    public double SolarWatts
    {
        get { return Volatile.Read(ref _solarWatts); }
        set { Volatile.Write(ref _solarWatts, value); }
    }

    /// <summary>What cars can have without import, W.</summary>
    public double SurplusWatts
    {
        get { return SolarWatts - HouseWatts; }
    }

    private double GridWatts
    {
        get { return HouseWatts + _line.CarWatts - SolarWatts; }
    }

    /// <summary>Tells a program where to ask, and to ask as often as it may.</summary>
    /// <param name="entity">Grid sensor at Home Assistant; null to ask the inverter instead.</param>
    public void ApplyTo(LiveSite site, string? entity)
    {
        site.Settings["energyPollSeconds"] = "10";
        site.Settings["energyMaxAgeSeconds"] = "20";
        if (entity == null)
        {
            site.Settings["froniusHost"] = Inverter.Authority;
            return;
        }

        site.Settings["haUrl"] = Home.BaseUrl;
        site.Settings["haToken"] = Token;
        site.Settings["haGridEntity"] = entity;
    }

    public void Dispose()
    {
        Inverter.Dispose();
        Home.Dispose();
    }

    private static string Text(double value)
    {
        return value.ToString("0.000", CultureInfo.InvariantCulture);
    }
}
