namespace TWCManager.Host.Day;

/// <summary>What makes a day harder than a meter that always tells the present.</summary>
internal sealed record DayOptions
{
    /// <summary>Age of the powers in the inverter's answers, s.</summary>
    public int LagSeconds { get; init; }

    /// <summary>Second of the day from which the inverter does not answer.</summary>
    public int HangFromSecond { get; init; }

    /// <summary>Second of the day from which it answers again; the same as the beginning if it always answers, less if it hangs over midnight.</summary>
    public int HangUntilSecond { get; init; }

    /// <summary>True if the house is on one phase; false if it is spread over three.</summary>
    public bool IsHouseOnOnePhase { get; init; }

    /// <summary>True while the inverter does not answer.</summary>
    public bool IsHanging(double secondOfDay)
    {
        return HangFromSecond <= HangUntilSecond
            ? secondOfDay >= HangFromSecond && secondOfDay < HangUntilSecond
            : secondOfDay >= HangFromSecond || secondOfDay < HangUntilSecond;
    }
}
