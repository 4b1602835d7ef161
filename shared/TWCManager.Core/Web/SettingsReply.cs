using TWCManager.Core.Commands;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Web;

/// <summary>All settings with what a form needs to show them. Of a secret only whether it is set.</summary>
internal sealed class SettingsReply : IReplyParts
{
    // As many settings as fit go into one part; the longest takes less than the rest of the buffer.
    private const int FullBytes = 1024;

    private readonly ChargerSettings _settings;
    private readonly IWifiSetup _wifi;
    private readonly CommandHandler _commands;
    private string _token;
    private bool _isSession;
    private int _next;

    internal SettingsReply(ChargerSettings settings, IWifiSetup wifi, CommandHandler commands)
    {
        _settings = settings;
        _commands = commands;
        _wifi = wifi;
    }

    /// <summary>Says for whom the next answer is.</summary>
    /// <param name="token">What the page has to send with each change.</param>
    /// <param name="isSession">The password was given before.</param>
    internal void For(string token, bool isSession)
    {
        _token = token;
        _isSession = isSession;
    }

    string IReplyParts.Type
    {
        get { return WebType.Json; }
    }

    void IReplyParts.Begin()
    {
        _next = 0;
    }

    bool IReplyParts.WriteNext(JsonWriter json, long nowMs)
    {
        if (_next == 0)
        {
            WriteHead(json);
        }

        while (_next < Setting.Count && json.Length < FullBytes)
        {
            WriteSetting(json, _next);
            _next++;
        }

        if (_next < Setting.Count)
        {
            return true;
        }

        json.EndArray();
        json.EndObject();
        return false;
    }

    private void WriteHead(JsonWriter json)
    {
        json.BeginObject();
        json.Field("token", _token);
        json.Field("isLoggedIn", _isSession);
        json.Field("hasPassword", _settings.Text(Setting.SetupPassword).Length > 0);
        json.Field("wifi", _wifi == null ? null : _wifi.NetworkName);
        json.Field("canRestart", _commands.CanRestart);
        json.Name("settings");
        json.BeginArray();
    }

    private void WriteSetting(JsonWriter json, int setting)
    {
        SettingDefinition definition = SettingsTable.Of(setting);
        json.BeginObject();
        json.Field("name", definition.Name);
        json.Field("group", definition.Group);
        json.Field("kind", KindWord(definition.Kind));
        json.Field("meaning", definition.Meaning);
        json.Field("allowed", definition.Allowed);
        json.Name("value");
        _settings.WriteValue(json, setting);
        if (definition.IsSecret)
        {
            json.Field("isSecret", true);
            json.Field("isSet", _settings.Text(setting).Length > 0);
        }

        if (definition.IsInstallerLimit)
        {
            json.Field("isInstallerLimit", true);
            json.Field("ceiling", _settings.Ceiling(setting));
        }

        if (definition.NeedsRestart)
        {
            json.Field("needsRestart", true);
        }

        WriteRange(json, definition);
        json.EndObject();
    }

    private static void WriteRange(JsonWriter json, SettingDefinition definition)
    {
        if (definition.Kind == SettingKind.Number)
        {
            json.Field("unit", definition.Unit);
            json.Field("minimum", definition.Minimum);
            json.Field("maximum", definition.Maximum);
        }

        if (definition.Choices != null)
        {
            json.Name("choices");
            json.BeginArray();
            for (int i = 0; i < definition.Choices.Length; i++)
            {
                json.Value(definition.Choices[i]);
            }

            json.EndArray();
        }
    }

    private static string KindWord(SettingKind kind)
    {
        switch (kind)
        {
            case SettingKind.Number:
                return "number";
            case SettingKind.Flag:
                return "flag";
            case SettingKind.Choice:
                return "choice";
            case SettingKind.TimeOfDay:
                return "time";
            case SettingKind.Days:
                return "days";
            default:
                return "text";
        }
    }
}
