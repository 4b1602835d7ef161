namespace TWCManager.Core.Energy;

/// <summary>Quantities that a source can report. They index arrays, so a new one goes at the end and <see cref="Count"/> follows.</summary>
public static class ReadingKind
{
    /// <summary>Solar production, W.</summary>
    public const int Solar = 0;

    /// <summary>Power at the grid connection, W, + import.</summary>
    public const int Grid = 1;

    /// <summary>Consumption of the house, wall connectors included, W.</summary>
    public const int House = 2;

    /// <summary>Power of the house battery, W, + discharging.</summary>
    public const int Battery = 3;

    /// <summary>State of charge of the house battery, %.</summary>
    public const int BatterySoc = 4;

    /// <summary>Number of quantities.</summary>
    public const int Count = 5;

    /// <summary>What a quantity is called in a sentence.</summary>
    /// <param name="kind">0 to <see cref="Count"/> - 1.</param>
    public static string NameOf(int kind)
    {
        switch (kind)
        {
            case Solar:
                return "solar";
            case Grid:
                return "grid";
            case House:
                return "house";
            case Battery:
                return "battery";
            default:
                return "battery level";
        }
    }
}
