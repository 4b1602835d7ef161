namespace TWCManager.Host.Screen;

/// <summary>Numbers as people read them.</summary>
internal static class Units
{
    /// <summary>"16.0 A".</summary>
    public static string Amps(int? centiamps)
    {
        if (centiamps == null)
        {
            return "-";
        }

        int tenths = (centiamps.Value + 5) / 10;
        return tenths / 10 + "." + tenths % 10 + " A";
    }

    /// <summary>"850 W" or "7.36 kW", of the amount.</summary>
    public static string Watts(int? watts)
    {
        if (watts == null)
        {
            return "-";
        }

        int amount = Math.Abs(watts.Value);
        string sign = watts < 0 ? "-" : "";
        return amount < 1000 ? sign + amount + " W" : sign + (amount / 1000.0).ToString("0.00") + " kW";
    }

    /// <summary>"3.2 kWh".</summary>
    public static string KiloWattHours(long wattHours)
    {
        return (wattHours / 1000.0).ToString("0.0") + " kWh";
    }
}
