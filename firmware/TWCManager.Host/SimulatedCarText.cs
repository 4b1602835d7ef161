using TWCManager.Core.Charging;
using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>The car at a simulated connector in words. The product itself could not know its battery.</summary>
internal static class SimulatedCarText
{
    /// <summary>"red 45 %", or "none".</summary>
    public static string Of(SimulatedSite site, ChargePoint point)
    {
        SimulatedCar? car = site.Bus.Find(point.Connector.Id)?.Car;
        return car == null ? "none" : car.Name + " " + (int)car.StoredPercent + " %";
    }
}
