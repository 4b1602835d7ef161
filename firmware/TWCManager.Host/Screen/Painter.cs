using TWCManager.Core.Ports;
using TWCManager.Host.Adapters;

namespace TWCManager.Host.Screen;

/// <summary>Arranges a picture on a canvas: first what the cars get and why, then what the decision rests on, then the health of the links.</summary>
internal static class Painter
{
    private const int IdWidth = 6;
    private const int NumberWidth = 9;
    private const int WideScreen = 100;

    /// <summary>Draws the whole screen.</summary>
    /// <param name="log">Last log lines, oldest first; as many are shown as there is room.</param>
    public static void Paint(Canvas canvas, Picture picture, LogLine[] log)
    {
        string end = "  " + picture.Clock + "  Ctrl-C ends it ";
        canvas.Left(" TWCManager  " + picture.Title, Math.Max(0, canvas.Width - end.Length), Style.Title).Put(end, Style.Title).EndLine();
        PaintSite(canvas, picture);
        PaintConnectors(canvas, picture);
        PaintHealth(canvas, picture);
        PaintLog(canvas, log);
    }

    private static void PaintSite(Canvas canvas, Picture picture)
    {
        int column = canvas.Width / 4;
        Pair(canvas, "Sun", Units.Watts(picture.SolarWatts), column, Style.Sun);
        Pair(canvas, "House", Units.Watts(picture.HouseWatts), column, Style.Plain);
        Pair(canvas, "Grid", Direction(picture.GridWatts, "in", "out"), column, Style.Grid);
        Pair(canvas, "Battery", Battery(picture), column, Style.Plain);
        canvas.EndLine();
        Pair(canvas, "Cars", Units.Watts(picture.CarWatts), column, Style.Good);
        Pair(canvas, "Surplus", Units.Watts(picture.SurplusWatts), column, Style.Sun);
        Pair(canvas, "Granted", Units.Amps(picture.AvailableCentiamps), column, Style.Strong);
        Pair(canvas, "Wiring", Units.Amps(picture.WiringLimitCentiamps), column, Style.Plain);
        canvas.EndLine();
        canvas.Paragraph("Policy " + picture.Policy + ": " + picture.PolicyReason, 1, 2, Style.Strong);
    }

    private static void PaintConnectors(Canvas canvas, Picture picture)
    {
        bool isWide = canvas.Width >= WideScreen;
        int stateWidth = isWide ? 20 : 13;
        int carWidth = isWide ? 28 : 13;
        int barWidth = Math.Max(0, canvas.Width - IdWidth - stateWidth - 3 * NumberWidth - carWidth - 4);
        canvas.Rule("Connectors");
        canvas.Put(" ").Left("", IdWidth).Left("state", stateWidth, Style.Dim).Right("offered", NumberWidth, Style.Dim).Right("confirmed", NumberWidth + 1, Style.Dim);
        canvas.Right("drawn", NumberWidth - 1, Style.Dim).Put("  ").Left(BarHeading(picture, barWidth), barWidth, Style.Dim).Put(" ").Left("car", carWidth, Style.Dim).EndLine();
        if (picture.Connectors.Length == 0)
        {
            canvas.Put(" none heard yet; one without a master announces itself every ten seconds or so", Style.Dim).EndLine();
        }

        // The health lines below must stay visible, so many connectors on a small screen lose their reasons first, then themselves.
        int room = canvas.LinesLeft - (picture.Wiring.Length > 0 ? 7 : 5);
        bool hasReasons = picture.Connectors.Length * 2 <= room;
        int shown = Math.Min(picture.Connectors.Length, Math.Max(0, hasReasons ? room / 2 : room));
        for (int i = 0; i < shown; i++)
        {
            ConnectorRow row = picture.Connectors[i];
            canvas.Put(" ").Left(row.Id, IdWidth, Style.Strong).Left(row.State, stateWidth, row.HasProblem ? Style.Bad : Style.Plain);
            canvas.Right(Units.Amps(row.OfferedCentiamps), NumberWidth, Style.Good).Right(Units.Amps(row.ConfirmedCentiamps), NumberWidth);
            canvas.Right(Units.Amps(row.ActualCentiamps), NumberWidth, Style.Sun).Put("  ");
            PaintBar(canvas, row, barWidth);
            canvas.Put(" ").Left(isWide ? row.Car.PadRight(14) + " " + Units.KiloWattHours(row.SessionWattHours) : row.Car, carWidth).EndLine();
            if (hasReasons)
            {
                int lines = (room - picture.Connectors.Length * 2) > 2 * picture.Connectors.Length && !isWide ? 2 : 1;
                canvas.Paragraph(row.Reason, IdWidth + 1, lines, Style.Dim);
            }
        }
    }

    private static string BarHeading(Picture picture, int width)
    {
        int limit = picture.Connectors.Length > 0 ? picture.Connectors.Max(row => row.LimitCentiamps) : 0;
        bool isSame = limit > 0 && picture.Connectors.All(row => row.LimitCentiamps == limit);
        return isSame ? ("up to " + limit / 100 + " A").PadLeft(width) : "up to its limit".PadLeft(width);
    }

    // Drawn in full blocks, offered but not drawn in shade, the rest up to its limit in dots.
    private static void PaintBar(Canvas canvas, ConnectorRow row, int width)
    {
        int whole = Math.Max(row.LimitCentiamps, 1);
        int drawn = Math.Clamp((int)Math.Round((row.ActualCentiamps ?? 0) * (double)width / whole), 0, width);
        int offered = Math.Clamp((int)Math.Round(row.OfferedCentiamps * (double)width / whole), drawn, width);
        bool isTooMuch = row.ActualCentiamps > row.OfferedCentiamps + 100;
        canvas.Put(new string('█', drawn), isTooMuch ? Style.Bad : Style.Sun);
        canvas.Put(new string('▒', offered - drawn), Style.Good);
        canvas.Put(new string('·', width - offered), Style.Dim);
    }

    private static void PaintHealth(Canvas canvas, Picture picture)
    {
        canvas.Rule("Links");
        canvas.Put(" Bus     ", Style.Dim).Put(picture.Bus, picture.IsBusGood ? Style.Plain : Style.Warning).EndLine();
        if (picture.Wiring.Length > 0)
        {
            canvas.Paragraph("Wiring  " + picture.Wiring, 1, 2, Style.Bad);
        }

        canvas.Put(" Energy  ", Style.Dim).Put(picture.Sources, picture.AreSourcesGood ? Style.Plain : Style.Warning).EndLine();
        canvas.Put(" MQTT    ", Style.Dim).Put(picture.Mqtt, picture.IsMqttGood ? Style.Plain : Style.Warning).EndLine();
        canvas.Put(" Web     ", Style.Dim).Put(picture.Web).EndLine();
    }

    private static void PaintLog(Canvas canvas, LogLine[] log)
    {
        if (canvas.LinesLeft < 2)
        {
            return;
        }

        canvas.Rule("Log");
        int room = canvas.LinesLeft;
        foreach (LogLine line in log.Skip(Math.Max(0, log.Length - room)))
        {
            Style style = line.Level == LogLevel.Error ? Style.Bad : line.Level == LogLevel.Warning ? Style.Warning : Style.Plain;
            canvas.Put(" " + line.At.ToString("HH:mm:ss") + " ", Style.Dim).Put(line.Text, style).EndLine();
        }
    }

    private static void Pair(Canvas canvas, string name, string value, int width, Style style)
    {
        canvas.Put(" ").Put(name + " ", Style.Dim).Left(value, width - name.Length - 2, style);
    }

    private static string Battery(Picture picture)
    {
        if (picture.BatteryPercent == null)
        {
            return Direction(picture.BatteryWatts, "out", "in");
        }

        return picture.BatteryPercent + " % " + Units.Watts(picture.BatteryWatts);
    }

    private static string Direction(int? watts, string plus, string minus)
    {
        if (watts == null || watts == 0)
        {
            return Units.Watts(watts);
        }

        return Units.Watts(Math.Abs(watts.Value)) + " " + (watts > 0 ? plus : minus);
    }
}
