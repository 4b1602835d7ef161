using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Json;
using TWCManager.Core.Time;

namespace TWCManager.Core.Documents;

/// <summary>The charging sessions and the cars as JSON lists, who was here last first.</summary>
internal static class SessionDocument
{
    /// <summary>The last sessions that are over.</summary>
    public static void WriteSessions(JsonWriter json, SessionBook book)
    {
        json.BeginArray();
        for (int i = book.RecordCount - 1; i >= 0; i--)
        {
            ChargeRecord record = book.Records[i];
            json.BeginObject();
            json.Field("twc", HexText.Of(record.ConnectorId));
            json.Field("vin", record.Vin);
            WriteTime(json, "start", record.StartUtcSeconds);
            WriteTime(json, "end", record.EndUtcSeconds);
            json.FieldFixed("energyKwh", record.WattHours, 3);
            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>The cars that told their number, with the sum of their sessions.</summary>
    public static void WriteCars(JsonWriter json, SessionBook book)
    {
        json.BeginArray();
        for (int i = book.CarCount - 1; i >= 0; i--)
        {
            ChargeRecord car = book.Cars[i];
            json.BeginObject();
            json.Field("vin", car.Vin);
            json.Field("sessions", car.Sessions);
            json.FieldFixed("energyKwh", car.WattHours, 3);
            WriteTime(json, "lastSeen", car.EndUtcSeconds);
            json.Field("lastTwc", HexText.Of(car.ConnectorId));
            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>A moment, or null when it is not known.</summary>
    /// <param name="utcSeconds">0 when not known.</param>
    public static void WriteTime(JsonWriter json, string name, long utcSeconds)
    {
        json.Field(name, utcSeconds > 0 ? CivilTime.FormatIso(utcSeconds) : null);
    }
}
