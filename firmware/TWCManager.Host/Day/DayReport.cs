using System.Net;
using System.Text;

namespace TWCManager.Host.Day;

/// <summary>A page about a day that needs nothing but itself: numbers, plots with the reasons beneath, the log.</summary>
internal static class DayReport
{
    private const string NotThereYet = "not there yet";

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>TWCManager: a day</title>
        <style>
        :root { color-scheme: light dark; --sun: #e0a100; --house: #7a7f87; --grid: #c0392b; --cars: #2e86c1; --battery: #8e44ad; --offered: #27ae60; --granted: #16a085; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 1120px; margin: 2rem auto; padding: 0 1rem; }
        h2 { margin: 2rem 0 .3rem; font-size: 1.15rem; }
        svg { width: 100%; height: auto; }
        .line { stroke: #8884; } .zero { stroke: #888; } .scale { font-size: 11px; fill: #888; }
        .curve { fill: none; stroke-width: 1.6; } .area { opacity: .35; }
        .key { display: inline-block; margin-right: 1.2rem; white-space: nowrap; } .key i { display: inline-block; width: .8em; height: .8em; margin-right: .35em; }
        table { border-collapse: collapse; } td { padding: .1rem 1.2rem .1rem 0; vertical-align: top; }
        pre { overflow-x: auto; font-size: 13px; } details { margin-top: .6rem; }
        </style></head><body>

        """;

    /// <summary>Makes the page.</summary>
    public static string Make(DayRun day)
    {
        StringBuilder page = new StringBuilder(Head);
        page.Append("<h1>A day at the site “").Append(Encode(day.Scenario.Name)).Append("”</h1>\n<table>\n");
        foreach ((string name, string value) in DaySummary.Lines(day))
        {
            page.Append("<tr><td>").Append(Encode(name)).Append("</td><td>").Append(Encode(value)).Append("</td></tr>\n");
        }

        page.Append("</table>\n");
        AddPowers(page, day.Samples);
        AddConnectors(page, day.Samples);
        page.Append("<h2>Log</h2>\n<pre>").Append(Encode(string.Join('\n', day.Log.Lines))).Append("</pre>\n</body></html>\n");
        return page.ToString();
    }

    private static void AddPowers(StringBuilder page, IReadOnlyList<DaySample> samples)
    {
        double[] solar = Kilowatts(samples, sample => sample.Site.SolarWatts);
        double[] house = Kilowatts(samples, sample => sample.Site.HouseWatts);
        double[] grid = Kilowatts(samples, sample => sample.Site.GridWatts);
        double[] cars = Kilowatts(samples, sample => sample.Site.CarWatts);
        double[] battery = Kilowatts(samples, sample => sample.Site.BatteryWatts);
        double highest = new[] { solar.Max(), house.Max(), grid.Max(), cars.Max(), battery.Max() }.Max();
        SvgPlot plot = new SvgPlot(Math.Min(grid.Min(), battery.Min()), highest, highest > 12 ? 5 : 2, "kW");
        plot.Area("sun", solar);
        plot.Area("cars", cars);
        plot.Curve("house", house);
        plot.Curve("grid", grid);
        plot.Curve("cars", cars);
        if (samples[0].Site.BatteryPercent != null)
        {
            plot.Curve("battery", battery);
        }

        string[] policies = samples.Select(sample => sample.Policy).ToArray();
        plot.Strip(policies.Distinct().ToArray(), policies, samples.Select(sample => sample.PolicyReason).ToArray());
        page.Append("<h2>Power, and the policy that ruled</h2>\n");
        AddKey(page, ("sun", "sun"), ("cars", "cars"), ("house", "house without cars"), ("grid", "grid (+ import)"));
        if (samples[0].Site.BatteryPercent != null)
        {
            AddKey(page, ("battery", "home battery (+ discharging)"));
        }

        page.Append(plot);
        AddWords(page, policies.Distinct().ToArray());
    }

    private static void AddConnectors(StringBuilder page, IReadOnlyList<DaySample> samples)
    {
        PointSample[] last = samples[^1].Points;
        string[] key = samples.SelectMany(sample => sample.Points).Select(point => point.Reason).Prepend(NotThereYet).Distinct().ToArray();
        for (int i = 0; i < last.Length; i++)
        {
            string id = last[i].Id;
            PointSample?[] points = samples.Select(sample => sample.Points.FirstOrDefault(point => point.Id == id)).ToArray();
            double[] offered = points.Select(point => (point?.OfferedCentiamps ?? 0) / 100.0).ToArray();
            double[] drawn = points.Select(point => (point?.ActualCentiamps ?? 0) / 100.0).ToArray();
            SvgPlot plot = new SvgPlot(0, Math.Max(last[i].LimitCentiamps / 100.0, offered.Max()), 8, "A");
            plot.Area("cars", drawn);
            plot.Curve("offered", offered);
            string[] reasons = points.Select(point => point?.Reason ?? NotThereYet).ToArray();
            plot.Strip(key, reasons, points.Select(point => point?.Sentence ?? "").ToArray());
            page.Append("<h2>Wall connector ").Append(id).Append("</h2>\n");
            AddKey(page, ("offered", "offered"), ("cars", "drawn"));
            page.Append(plot);
            AddWords(page, key, reasons);
            AddReasons(page, points);
        }
    }

    private static void AddReasons(StringBuilder page, PointSample?[] points)
    {
        page.Append("<details><summary>Every reason with its time</summary><table>\n");
        string before = "";
        for (int minute = 0; minute < points.Length; minute++)
        {
            PointSample? point = points[minute];
            if (point != null && point.Reason != before)
            {
                before = point.Reason;
                page.Append("<tr><td>").Append(SvgPlot.Time(minute)).Append("</td><td>").Append(Encode(point.Reason)).Append("</td><td>").Append(Encode(point.Sentence)).Append("</td></tr>\n");
            }
        }

        page.Append("</table></details>\n");
    }

    private static void AddKey(StringBuilder page, params (string Colour, string Text)[] keys)
    {
        foreach ((string colour, string text) in keys)
        {
            page.Append("<span class=\"key\"><i style=\"background:var(--").Append(colour).Append(")\"></i>").Append(Encode(text)).Append("</span>");
        }

        page.Append('\n');
    }

    private static void AddWords(StringBuilder page, string[] key, IEnumerable<string>? words = null)
    {
        foreach (string word in (words ?? key).Distinct())
        {
            page.Append("<span class=\"key\"><i style=\"background:").Append(SvgPlot.Colour(Array.IndexOf(key, word))).Append("\"></i>").Append(Encode(word)).Append("</span>");
        }

        page.Append('\n');
    }

    private static double[] Kilowatts(IReadOnlyList<DaySample> samples, Func<DaySample, double> watts)
    {
        return samples.Select(sample => watts(sample) / 1000).ToArray();
    }

    private static string Encode(string text)
    {
        return WebUtility.HtmlEncode(text);
    }
}
