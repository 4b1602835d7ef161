using System.Globalization;
using TWCManager.Simulation;

namespace TWCManager.Host.Day;

/// <summary>Writes a day as CSV, a row for each second.</summary>
internal sealed class DaySeries : IDisposable
{
    private const string Header =
        "second,solarWatts,houseWatts,gridWatts,gridL1Watts,gridL2Watts,gridL3Watts,batteryWatts,batteryPercent,carWatts,offeredCentiamps";

    private readonly TextWriter _output;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public DaySeries(string file)
    {
        _output = new StreamWriter(file);
        _output.Write(Header + "\n");
    }

    /// <summary>Writes one second.</summary>
    public void Add(SiteSnapshot now, DayTruth truth)
    {
        _output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)now.DaySecond},{now.SolarWatts:0.#},{now.HouseWatts:0.#},{now.GridWatts:0.#},{truth.GridPhases[0]:0.#},{truth.GridPhases[1]:0.#},{truth.GridPhases[2]:0.#},"));
        _output.Write(string.Create(
            CultureInfo.InvariantCulture, $"{now.BatteryWatts:0.#},{now.BatteryPercent:0.##},{now.CarWatts:0.#},{truth.OfferedCentiamps}\n"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Dispose();
    }
}
