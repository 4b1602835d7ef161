using System.Globalization;
using System.Text;

namespace TWCManager.Simulation;

/// <summary>The answers of a Fronius inverter's local interface: version and power flow.</summary>
public sealed class FroniusResponder : IHttpResponder
{
    private const string PowerFlowPath = "/solar_api/v1/GetPowerFlowRealtimeData.fcgi";

    // Fractions as they come out of a device that computes with floats. Small enough not to change the whole watts.
    private const double Fraction = 0.27109375000000002;

    private readonly Func<FroniusValues> _values;
    private HttpAnswer? _last;
    private int _replies;

    /// <summary>Answers with the values that the function gives.</summary>
    /// <param name="values">Called with each request, from any thread.</param>
    public FroniusResponder(Func<FroniusValues> values)
    {
        _values = values;
    }

    /// <summary>Style of the replies.</summary>
    public FroniusFamily Family { get; set; } = FroniusFamily.Gen24;

    /// <summary>The meter does not answer the inverter: grid and load are null although there is a meter.</summary>
    public bool IsMeterGone { get; set; }

    /// <summary>There is no meter at all.</summary>
    public bool IsProduceOnly { get; set; }

    /// <summary>The owner has not switched the interface on: 404 with a page.</summary>
    public bool IsSwitchedOff { get; set; }

    /// <summary>Code in the head of the reply; 0 = good. Comes with HTTP status 200.</summary>
    public int StatusCode { get; set; }

    /// <summary>It sends the last power flow again and again, its time included.</summary>
    public bool IsFrozen { get; set; }

    /// <inheritdoc/>
    public HttpAnswer Answer(HttpAsk ask)
    {
        if (ask.Method != "GET")
        {
            return HttpAnswer.Page(405, "405 Method Not Allowed");
        }

        if (IsSwitchedOff)
        {
            return HttpAnswer.Page(404, "404 - Not Found");
        }

        switch (ask.Path)
        {
            case "/solar_api/GetAPIVersion.cgi":
                return HttpAnswer.Json(Version());
            case PowerFlowPath:
                _last = IsFrozen && _last != null ? _last : HttpAnswer.Json(StatusCode == 0 ? PowerFlow(_values()) : Failure());
                return _last;
            default:
                return HttpAnswer.Page(404, "404 - Not Found");
        }
    }

    private string Version()
    {
        string range = Family == FroniusFamily.Symo ? "1.6-3" : "1.7-3";
        return "{\n    \"APIVersion\": 1,\n    \"BaseURL\": \"/solar_api/v1/\",\n    \"CompatibilityRange\": \"" + range + "\"\n}";
    }

    private string PowerFlow(FroniusValues values)
    {
        bool hasMeter = !IsMeterGone && !IsProduceOnly;
        bool hasBattery = values.BatteryPercent != null;
        double? grid = hasMeter ? values.GridWatts : null;
        double? load = hasMeter ? -values.LoadWatts : null;
        bool isNight = values.SolarWatts == null || Math.Round(values.SolarWatts.Value) <= 0;
        string mode = IsProduceOnly ? "produce-only" : hasBattery ? "bidirectional" : "meter";
        StringBuilder text = new StringBuilder();
        text.Append("{\n  \"Body\" : {\n    \"Data\" : {\n      \"Inverters\" : { \"1\" : {");
        text.Append(hasBattery ? " \"Battery_Mode\" : \"normal\"," : Family == FroniusFamily.Gen24 ? " \"Battery_Mode\" : \"disabled\"," : string.Empty);
        text.Append(" \"DT\" : 1, \"E_Day\" : null, \"E_Total\" : ").Append(Number(1204500)).Append(", \"E_Year\" : null");
        text.Append(", \"P\" : ").Append(isNight ? "0" : Number(values.SolarWatts));
        text.Append(hasBattery || Family == FroniusFamily.Gen24 ? ", \"SOC\" : " + Percent(values.BatteryPercent) : string.Empty);
        text.Append(" } },\n      \"Site\" : {\n        \"BackupMode\" : false,\n        \"BatteryStandby\" : false,");
        text.Append("\n        \"E_Day\" : null,\n        \"E_Total\" : ").Append(Number(1204500)).Append(",\n        \"E_Year\" : null,");
        text.Append("\n        \"Meter_Location\" : \"").Append(IsProduceOnly ? "unknown" : "grid").Append("\",");
        text.Append("\n        \"Mode\" : \"").Append(mode).Append("\",");
        text.Append("\n        \"P_Akku\" : ").Append(hasBattery ? Number(values.BatteryWatts) : "null").Append(',');
        text.Append("\n        \"P_Grid\" : ").Append(Number(grid)).Append(',');
        text.Append("\n        \"P_Load\" : ").Append(Number(load)).Append(',');
        text.Append("\n        \"P_PV\" : ").Append(isNight ? "null" : Number(values.SolarWatts)).Append(',');
        text.Append("\n        \"rel_Autonomy\" : ").Append(hasMeter ? Autonomy(values) : "null").Append(',');
        text.Append("\n        \"rel_SelfConsumption\" : null\n      },\n      \"Version\" : \"12\"\n    }\n  },\n  ");
        return text.Append(Head()).Append("\n}\n").ToString();
    }

    private string Failure()
    {
        return "{\n  \"Body\" : { \"Data\" : {} },\n  " + Head() + "\n}\n";
    }

    private string Head()
    {
        string reason = StatusCode == 0 ? string.Empty : "Transfer timeout.";
        return "\"Head\" : { \"RequestArguments\" : {}, \"Status\" : { \"Code\" : " + StatusCode.ToString(CultureInfo.InvariantCulture)
            + ", \"Reason\" : \"" + reason + "\", \"UserMessage\" : \"\" }, \"Timestamp\" : \"" + Moment() + "\" }";
    }

    // The clock of the device: nobody asks whether it is right, but it moves on.
    private string Moment()
    {
        return new DateTime(2024, 6, 1, 12, 0, 0).AddSeconds(Interlocked.Increment(ref _replies)).ToString("s", CultureInfo.InvariantCulture) + "+02:00";
    }

    // Whole watts with either style, so that a test knows what a reader must find.
    private string Number(double? value)
    {
        if (value == null)
        {
            return "null";
        }

        double whole = Math.Round(value.Value, MidpointRounding.AwayFromZero);
        if (Family == FroniusFamily.Symo)
        {
            return whole.ToString("0", CultureInfo.InvariantCulture);
        }

        double fine = whole == 0 ? 0 : whole + Math.Sign(whole) * Fraction;
        return whole == 0 ? "0.0" : fine.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static string Percent(double? value)
    {
        return (value ?? 0).ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static string Autonomy(FroniusValues values)
    {
        double load = values.LoadWatts ?? 0;
        double bought = Math.Max(0, values.GridWatts ?? 0);
        double percent = load <= 0 ? 100 : Math.Clamp(100 - 100 * bought / load, 0, 100);
        return percent.ToString("G17", CultureInfo.InvariantCulture);
    }
}
