using System.Text;
using TWCManager.Core.Json;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Tests.Settings;

/// <summary>Settings to and from JSON, in the form in which tests write them.</summary>
static class Json
{
    public static bool TrySetAll(this ChargerSettings settings, string json, bool isLocal, out string error)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return settings.TrySetAll(bytes, bytes.Length, isLocal, out error);
    }

    public static string All(this ChargerSettings settings)
    {
        JsonWriter writer = new(8192);
        settings.WriteAll(writer);
        return Encoding.UTF8.GetString(writer.Buffer, 0, writer.Length);
    }

    public static string Value(this ChargerSettings settings, int setting)
    {
        JsonWriter writer = new(1024);
        settings.WriteValue(writer, setting);
        return Encoding.UTF8.GetString(writer.Buffer, 0, writer.Length);
    }

    /// <summary>Every value, ceiling and secret as one text: two settings are the same when these are.</summary>
    public static string Snapshot(this ChargerSettings settings)
    {
        return string.Join("\n", SettingsTable.All.Select((definition, i) => definition.Name + "=" + settings.Text(i) + "/" + settings.Ceiling(i)));
    }
}
