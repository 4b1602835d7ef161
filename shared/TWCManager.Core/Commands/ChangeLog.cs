using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Commands;

/// <summary>Says in the log who changed what: every setting with its old and new value, every order. Secrets only by name.</summary>
/// <remarks>A flood costs some lines and then one a minute with the number of those that were left out.</remarks>
internal sealed class ChangeLog
{
    internal const string Mqtt = "MQTT";
    internal const string WebPage = "the web page";

    private const int LinesPerMinute = 20;
    private const long MinuteMs = 60000;
    private const int LongestOrder = 80;

    private readonly ILog _log;
    private SettingValues _before;
    private long _minuteMs;
    private int _lines;
    private int _leftOut;

    /// <param name="log">Null for none.</param>
    internal ChangeLog(ILog log)
    {
        _log = log;
    }

    /// <summary>Keeps the values before a change.</summary>
    internal void Before(ChargerSettings settings)
    {
        _before = settings.Values;
    }

    /// <summary>Logs what is different now.</summary>
    internal void AddSettings(ChargerSettings settings, string from, long nowMs)
    {
        SettingValues now = settings.Values;
        for (int i = 0; _log != null && now != _before && i < Setting.Count; i++)
        {
            if (now.Numbers[i] != _before.Numbers[i] || now.Texts[i] != _before.Texts[i])
            {
                Write(LineOf(SettingsTable.Of(i), i, now, from), nowMs);
            }
        }

        if (settings.Forgotten.Length > 0 && now != _before)
        {
            Write("Setting " + settings.Forgotten + " is forgotten: the address it belonged to was changed over " + from, nowMs);
        }

        _before = null;
    }

    /// <summary>Logs an order.</summary>
    internal void AddOrder(string verb, string payload, string from, long nowMs)
    {
        string more = payload.Length == 0 || payload == "{}" ? "" : " " + (payload.Length > LongestOrder ? payload.Substring(0, LongestOrder) : payload);
        Write("Order " + verb + more + " over " + from, nowMs);
    }

    private string LineOf(SettingDefinition definition, int setting, SettingValues now, string from)
    {
        if (definition.IsSecret)
        {
            return "Setting " + definition.Name + " changed over " + from;
        }

        return "Setting " + definition.Name + ": " + TextOf(definition, setting, _before) + " becomes " + TextOf(definition, setting, now) + ", over " + from;
    }

    private static string TextOf(SettingDefinition definition, int setting, SettingValues values)
    {
        string text = values.Texts[setting];
        text = text != null ? text : SettingParser.TextOf(definition, values.Numbers[setting]);
        return text.Length == 0 ? "(empty)" : text;
    }

    private void Write(string line, long nowMs)
    {
        if (_log == null)
        {
            return;
        }

        if (nowMs - _minuteMs >= MinuteMs)
        {
            if (_leftOut > 0)
            {
                _log.Write(LogLevel.Info, _leftOut.ToString() + " further changes and orders were not logged one by one");
            }

            _minuteMs = nowMs;
            _lines = 0;
            _leftOut = 0;
        }

        if (_lines >= LinesPerMinute)
        {
            _leftOut++;
            return;
        }

        _lines++;
        _log.Write(LogLevel.Info, line);
    }
}
