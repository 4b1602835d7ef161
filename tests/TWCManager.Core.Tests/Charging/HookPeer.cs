using TWCManager.Core.Charging;
using TWCManager.Simulation;

namespace TWCManager.Core.Tests.Charging;

/// <summary>Somebody who answers what is asked over MQTT by telling the car, as an automation does. Keeps a list of all that was asked.</summary>
sealed class HookPeer(Func<ChargePoint> point, SimulatedConnector unit)
{
    private int _heard;
    private int _wish;
    private long _dueMs = long.MaxValue;

    /// <summary>Time until the car knows, ms; negative for nobody there.</summary>
    public int DelayMs { get; set; } = 4000;

    public List<(long AtMs, string Wish)> Asked { get; } = [];

    public void Step(long nowMs)
    {
        var stop = point().Stop;
        if (stop.AskCount != _heard)
        {
            _heard = stop.AskCount;
            _wish = stop.Asked;
            _dueMs = DelayMs < 0 ? long.MaxValue : nowMs + DelayMs;
            Asked.Add((nowMs, _wish == StopLadder.AskedStop ? "stop" : "start"));
        }

        if (nowMs >= _dueMs && unit.Car != null)
        {
            _dueMs = long.MaxValue;
            unit.Car.IsStoppedByOwner = _wish == StopLadder.AskedStop;
        }
    }
}
