using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>What the cars draw on each conductor of the supply, from what the meters say of the terminals and the wiring that was declared. For showing only: no limit rests on it.</summary>
public static class PhaseLoad
{
    private const int Percent = 100;

    /// <summary>Sum of all cars on one conductor, in 0.01 A.</summary>
    /// <param name="conductor">0 to 2.</param>
    /// <returns><see cref="WallConnector.Unknown"/> while the phases of any car that charges are not known.</returns>
    public static int CentiampsOn(int conductor, ChargeControl control)
    {
        int sum = 0;
        for (int i = 0; i < control.Count; i++)
        {
            ChargePoint point = control.Points[i];
            if (!point.Car.IsCharging)
            {
                continue;
            }

            int percent = PercentOn(conductor, point);
            if (percent < 0)
            {
                return WallConnector.Unknown;
            }

            sum += point.Connector.ActualCentiamps * percent / Percent;
        }

        return sum;
    }

    private static int PercentOn(int conductor, ChargePoint point)
    {
        int declared = PhaseWiring.ConductorsOf(point.Limits.Rotation);
        if (point.Limits.Conductors != declared)
        {
            return WallConnector.Unknown;
        }

        // One wire, or two with the car between them: there the current can only flow in these.
        int wired = CarPower.WiredPhases(point.Connector.Energy);
        int count = PhaseWiring.CountOf(declared);
        if (count == 1 || (count == 2 && wired == 1))
        {
            return (declared & (1 << conductor)) != 0 ? Percent : 0;
        }

        for (int terminal = 0; point.Car.PhasePattern != 0 && terminal < PhaseWiring.Conductors; terminal++)
        {
            if (PhaseWiring.ConductorAt(point.Limits.Rotation, terminal) == conductor)
            {
                return CarPower.PercentAt(point.Car.PhasePattern, terminal);
            }
        }

        return point.Car.PhasePattern != 0 ? 0 : WallConnector.Unknown;
    }
}
