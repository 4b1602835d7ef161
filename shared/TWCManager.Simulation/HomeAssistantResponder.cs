using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TWCManager.Simulation;

/// <summary>The answers of Home Assistant's REST interface: the token test and single states.</summary>
public sealed class HomeAssistantResponder : IHttpResponder
{
    private readonly string _token;
    private readonly Func<DateTime> _utcNow;
    private readonly ConcurrentDictionary<string, Tracked> _entities = new ConcurrentDictionary<string, Tracked>();
    private readonly object _lock = new object();
    private int _badTokens;

    /// <summary>Answers those who know the token.</summary>
    /// <param name="token">Long-lived access token.</param>
    /// <param name="utcNow">Clock for the time stamps, UTC.</param>
    public HomeAssistantResponder(string token, Func<DateTime> utcNow)
    {
        _token = token;
        _utcNow = utcNow;
    }

    /// <summary>States and time stamps stay as they were: the integration behind them is dead.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>An old version: states carry no last_reported.</summary>
    public bool IsBefore2024 { get; set; }

    /// <summary>It restarts: every state is "unavailable".</summary>
    public bool IsRestarting { get; set; }

    /// <summary>Wrong tokens after which the client is banned (403); 0 = never.</summary>
    public int BadTokensUntilBan { get; set; }

    /// <summary>Wrong tokens so far.</summary>
    public int BadTokens => Volatile.Read(ref _badTokens);

    /// <summary>Adds or replaces an entity.</summary>
    public void Add(HomeAssistantEntity entity)
    {
        _entities[entity.EntityId] = new Tracked(entity, _utcNow());
    }

    /// <summary>Adds sensor.solar_power, sensor.house_power (cars included), sensor.grid_power (+ import) and, where there is one, the battery.</summary>
    public void AddSite(Func<SiteSnapshot> site)
    {
        Add(new HomeAssistantEntity("sensor.solar_power", "W", () => Watts(site().SolarWatts)) { FriendlyName = "Solar power" });
        Add(new HomeAssistantEntity("sensor.house_power", "W", () => Watts(site().LoadWatts)) { FriendlyName = "House power" });
        Add(new HomeAssistantEntity("sensor.grid_power", "W", () => Watts(site().GridWatts)) { FriendlyName = "Grid power" });
        if (site().BatteryPercent != null)
        {
            Add(new HomeAssistantEntity("sensor.battery_power", "W", () => Watts(site().BatteryWatts)) { FriendlyName = "Battery power" });
            Add(new HomeAssistantEntity("sensor.battery_soc", "%", () => Watts(site().BatteryPercent ?? 0)) { DeviceClass = "battery" });
        }
    }

    /// <inheritdoc/>
    public HttpAnswer Answer(HttpAsk ask)
    {
        if (BadTokensUntilBan > 0 && BadTokens >= BadTokensUntilBan)
        {
            return HttpAnswer.Text(403, "403: Forbidden");
        }

        const string States = "/api/states/";
        if (ask.Path != "/api/" && !ask.Path.StartsWith(States, StringComparison.Ordinal))
        {
            return HttpAnswer.Text(404, "404: Not Found");
        }

        if (ask.Authorization != "Bearer " + _token)
        {
            Interlocked.Increment(ref _badTokens);
            return HttpAnswer.Text(401, "401: Unauthorized");
        }

        if (ask.Method != "GET")
        {
            return HttpAnswer.Text(405, "405: Method Not Allowed");
        }

        if (ask.Path == "/api/")
        {
            return HttpAnswer.Json("{\"message\":\"API running.\"}");
        }

        return _entities.TryGetValue(ask.Path[States.Length..], out Tracked? tracked)
            ? HttpAnswer.Json(Describe(tracked))
            : new HttpAnswer(404, "application/json", "{\"message\":\"Entity not found.\"}");
    }

    private string Describe(Tracked tracked)
    {
        lock (_lock)
        {
            if (!IsFrozen)
            {
                tracked.Report(IsRestarting ? null : tracked.Entity.State(), _utcNow());
            }

            StringBuilder text = new StringBuilder();
            text.Append("{\"entity_id\":").Append(Quote(tracked.Entity.EntityId));
            text.Append(",\"state\":").Append(Quote(tracked.State ?? "unavailable"));
            text.Append(",\"attributes\":{").Append(Attributes(tracked)).Append('}');
            text.Append(",\"last_changed\":").Append(Stamp(tracked.ChangedAt));
            if (!IsBefore2024)
            {
                text.Append(",\"last_reported\":").Append(Stamp(tracked.ReportedAt));
            }

            text.Append(",\"last_updated\":").Append(Stamp(tracked.ChangedAt));
            text.Append(",\"context\":{\"id\":\"01HZ0000000000000000000000\",\"parent_id\":null,\"user_id\":null}}");
            return text.ToString();
        }
    }

    private static string Attributes(Tracked tracked)
    {
        HomeAssistantEntity entity = tracked.Entity;
        if (tracked.State == null)
        {
            return "\"restored\":true,\"friendly_name\":" + Quote(entity.FriendlyName);
        }

        string text = "\"state_class\":\"measurement\"";
        text += entity.Unit == null ? string.Empty : ",\"unit_of_measurement\":" + Quote(entity.Unit);
        text += entity.DeviceClass == null ? string.Empty : ",\"device_class\":" + Quote(entity.DeviceClass);
        return text + ",\"friendly_name\":" + Quote(entity.FriendlyName);
    }

    private static string Watts(double value)
    {
        return Math.Round(value, 1).ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static string Quote(string text)
    {
        return "\"" + JsonEncodedText.Encode(text) + "\"";
    }

    private static string Stamp(DateTime utc)
    {
        return "\"" + utc.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00:00\"";
    }

    private sealed class Tracked
    {
        public Tracked(HomeAssistantEntity entity, DateTime utcNow)
        {
            Entity = entity;
            State = entity.State();
            ChangedAt = utcNow;
            ReportedAt = utcNow;
        }

        public HomeAssistantEntity Entity { get; }

        public string? State { get; private set; }

        public DateTime ChangedAt { get; private set; }

        public DateTime ReportedAt { get; private set; }

        public void Report(string? state, DateTime utcNow)
        {
            ReportedAt = utcNow;
            if (state != State)
            {
                State = state;
                ChangedAt = utcNow;
            }
        }
    }
}
