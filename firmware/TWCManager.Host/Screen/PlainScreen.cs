namespace TWCManager.Host.Screen;

/// <summary>The picture in a line of text per connector, for pipes and log files.</summary>
internal static class PlainScreen
{
    /// <summary>Writes a picture.</summary>
    public static void Show(Picture picture, TextWriter output)
    {
        output.WriteLine(
            picture.Clock + " sun " + Units.Watts(picture.SolarWatts) + ", house " + Units.Watts(picture.HouseWatts) + ", grid " + Units.Watts(picture.GridWatts)
            + ", surplus " + Units.Watts(picture.SurplusWatts) + ", granted " + Units.Amps(picture.AvailableCentiamps) + " (" + picture.Policy + ": " + picture.PolicyReason + ")");
        foreach (ConnectorRow row in picture.Connectors)
        {
            output.WriteLine(
                "  " + row.Id + " " + row.State + ", offered " + Units.Amps(row.OfferedCentiamps) + ", confirmed " + Units.Amps(row.ConfirmedCentiamps)
                + ", drawn " + Units.Amps(row.ActualCentiamps) + ", car " + row.Car + ". " + row.Reason);
        }

        output.WriteLine("  bus " + picture.Bus);
        if (picture.Wiring.Length > 0)
        {
            output.WriteLine("  wiring: " + picture.Wiring);
        }

        output.Flush();
    }
}
