using TWCManager.Core.Charging;
using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>Does what an automation does in a real house: tells the car to stop or start when the product asks for it. The request takes the short way, not over MQTT.</summary>
/// <remarks>For the thread that the controller lives on.</remarks>
internal sealed class SimulatedAutomation
{
    private readonly SimulatedSite _site;
    private readonly Dictionary<int, int> _heard = new Dictionary<int, int>();

    /// <summary>Makes one for a site.</summary>
    public SimulatedAutomation(SimulatedSite site)
    {
        _site = site;
    }

    /// <summary>Passes on what is new.</summary>
    public void Step(ChargeControl charging)
    {
        for (int i = 0; _site.Scenario.AnswersRequests && i < charging.Count; i++)
        {
            ChargePoint point = charging.Points[i];
            if (point.Stop.AskCount == _heard.GetValueOrDefault(point.Connector.Id))
            {
                continue;
            }

            _heard[point.Connector.Id] = point.Stop.AskCount;
            SimulatedCar? car = _site.Bus.Find(point.Connector.Id)?.Car;
            if (car != null)
            {
                car.IsStoppedByOwner = point.Stop.Asked == StopLadder.AskedStop;
            }
        }
    }
}
