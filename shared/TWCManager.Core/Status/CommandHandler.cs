using TWCManager.Core.Json;
using TWCManager.Core.Policy;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Status;

/// <summary>Judges what arrives over MQTT, applies it to the settings or the manual control, and writes a receipt for it.</summary>
/// <remarks>
/// Knows topics and payloads. What a setting may be is left to <see cref="ChargerSettings"/>, what a command does to charging to the policy.
/// </remarks>
public sealed class CommandHandler
{
    private const string SettingsLevel = "settings/";
    private const string CommandLevel = "command/";
    private const string SetEnding = "/set";

    private readonly Topics _topics;
    private readonly ChargerSettings _settings;
    private readonly ManualControl _manual;
    private readonly ILog _log;
    private readonly ReceiptWriter _receipts;
    private readonly JsonReader _reader = new JsonReader();
    private readonly ChargeNowRequest _chargeNow = new ChargeNowRequest();

    /// <summary>Makes a handler.</summary>
    /// <param name="log">May be null.</param>
    public CommandHandler(Topics topics, ChargerSettings settings, ManualControl manual, ILog log)
    {
        _topics = topics;
        _settings = settings;
        _manual = manual;
        _log = log;
        Receipts = new ReceiptQueue();
        _receipts = new ReceiptWriter(Receipts);
    }

    /// <summary>Answers that wait to be published.</summary>
    public ReceiptQueue Receipts { get; }

    /// <summary>How often Home Assistant has said that it started.</summary>
    public int HomeAssistantStarts { get; private set; }

    /// <summary>Retained commands that were ignored.</summary>
    public int RetainedIgnored { get; private set; }

    /// <summary>Takes one message.</summary>
    /// <param name="message">Only read; its payload may be anything.</param>
    public void Handle(MqttMessage message, long nowMs)
    {
        string topic = message.Topic;
        if (topic == null || TryHomeAssistant(message))
        {
            return;
        }

        // What we publish ourselves comes back when somebody subscribes too widely; answering that would never end.
        string below;
        if (!CommandText.TryCut(topic, _topics.Root, out below) || IsOurs(below))
        {
            return;
        }

        if (message.IsRetained)
        {
            IgnoreRetained(topic);
        }
        else if (message.IsTooLong)
        {
            _receipts.Refuse(topic, "The payload is longer than " + MqttMessage.PayloadCapacity.ToString() + " bytes.");
        }
        else if (!CommandText.IsText(message.Payload, message.Length))
        {
            _receipts.Refuse(topic, "The payload is not UTF-8 text.");
        }
        else
        {
            Dispatch(message, topic, below, nowMs);
        }
    }

    private bool TryHomeAssistant(MqttMessage message)
    {
        if (message.Topic != Topics.HomeAssistantStatus)
        {
            return false;
        }

        // A retained one tells of a start before ours: everything is announced after connecting anyway.
        if (!message.IsRetained && !message.IsTooLong && CommandText.IsWord(message.Payload, message.Length, "online"))
        {
            HomeAssistantStarts++;
        }

        return true;
    }

    private static bool IsOurs(string below)
    {
        string rest;
        return below == "status" || below == "site" || below == "settings" || below == "response" || below == "log"
            || CommandText.TryCut(below, "twc/", out rest);
    }

    private void IgnoreRetained(string topic)
    {
        RetainedIgnored++;
        if (_log != null)
        {
            _log.Write(LogLevel.Warning, "Ignored the retained message on " + ReceiptWriter.Shorten(topic) + ": commands must not be retained.");
        }
    }

    private void Dispatch(MqttMessage message, string topic, string below, long nowMs)
    {
        string rest;
        if (below == "settings/set")
        {
            SetAll(message, topic);
        }
        else if (CommandText.TryCut(below, SettingsLevel, out rest) && CommandText.TryCutEnding(rest, SetEnding, out rest))
        {
            SetOne(message, topic, rest);
        }
        else if (CommandText.TryCut(below, CommandLevel, out rest))
        {
            Command(message, topic, rest, nowMs);
        }
        else
        {
            _receipts.Refuse(topic, "Unknown topic. Known are settings/<name>/set, settings/set and command/<verb>.");
        }
    }

    private void SetOne(MqttMessage message, string topic, string name)
    {
        int setting = SettingsTable.Find(name);
        if (setting < 0)
        {
            _receipts.Refuse(topic, "There is no such setting. The topic " + _topics.Settings + " lists them.");
            return;
        }

        // An empty payload is also what clears a retained message; it must not clear the setting with it.
        if (message.Length == 0)
        {
            _receipts.Refuse(topic, "The payload is empty. For an empty text send \"\" (two quotation marks).");
            return;
        }

        bool isFreeText = SettingsTable.Of(setting).Kind == SettingKind.Text;
        string value = CommandText.ValueOf(message.Payload, message.Length, isFreeText, _reader);
        string error;
        if (!_settings.TrySet(name, value, false, out error))
        {
            _receipts.Refuse(topic, error);
            return;
        }

        _settings.WriteValue(_receipts.Begin(topic), setting);
        _receipts.End();
    }

    private void SetAll(MqttMessage message, string topic)
    {
        if (message.Length == 0)
        {
            _receipts.Refuse(topic, "The payload is empty. Expected an object such as {\"greenEnergyFlexAmps\":2}.");
            return;
        }

        string error;
        if (!_settings.TrySetAll(message.Payload, message.Length, false, out error))
        {
            _receipts.Refuse(topic, error);
            return;
        }

        JsonWriter receipt = _receipts.Begin(topic);
        receipt.BeginObject();
        _reader.Reset(message.Payload, message.Length);
        _reader.Read();
        while (_reader.Read() == JsonToken.Name)
        {
            string name = _reader.GetText();
            int setting = SettingsTable.Find(name);
            _reader.Skip();
            if (setting >= 0)
            {
                receipt.Name(name);
                _settings.WriteValue(receipt, setting);
            }
        }

        receipt.EndObject();
        _receipts.End();
    }

    private void Command(MqttMessage message, string topic, string verb, long nowMs)
    {
        switch (verb)
        {
            case "chargeNow":
                ChargeNow(message, topic, nowMs);
                break;
            case "chargeNowEnd":
                _manual.EndChargeNow();
                _receipts.Confirm(topic, "ended");
                break;
            case "stop":
                _manual.Stop();
                _receipts.Confirm(topic, "stopped");
                break;
            case "resume":
                _manual.Resume();
                _receipts.Confirm(topic, "resumed");
                break;
            case "allow":
                Allow(message, topic);
                break;
            default:
                _receipts.Refuse(topic, "Unknown command. Known are chargeNow, chargeNowEnd, stop, resume and allow.");
                break;
        }
    }

    private void ChargeNow(MqttMessage message, string topic, long nowMs)
    {
        int limitAmps = _settings.Number(Setting.WiringMaxAmpsAllTWCs);
        if (limitAmps == 0 || _settings.Number(Setting.WiringMaxAmpsPerTWC) == 0)
        {
            _receipts.Refuse(topic, "No wiring limit is set: enter wiringMaxAmpsAllTWCs and wiringMaxAmpsPerTWC on site first.");
            return;
        }

        if (_manual.IsStopped)
        {
            _receipts.Refuse(topic, "Charging is stopped by command: send resume first.");
            return;
        }

        string error;
        if (!_chargeNow.TryRead(message.Payload, message.Length, limitAmps, _reader, out error))
        {
            _receipts.Refuse(topic, error);
            return;
        }

        _manual.ChargeNow(_chargeNow.Amps, nowMs + _chargeNow.Minutes * 60000L);
        JsonWriter receipt = _receipts.Begin(topic);
        receipt.BeginObject();
        receipt.Field("amps", _chargeNow.Amps);
        receipt.Field("minutes", _chargeNow.Minutes);
        receipt.EndObject();
        _receipts.End();
    }

    private void Allow(MqttMessage message, string topic)
    {
        if (CommandText.IsWord(message.Payload, message.Length, "on"))
        {
            _manual.Resume();
            _receipts.Confirm(topic, "ON");
        }
        else if (CommandText.IsWord(message.Payload, message.Length, "off"))
        {
            _manual.Stop();
            _receipts.Confirm(topic, "OFF");
        }
        else
        {
            _receipts.Refuse(topic, "Expected ON or OFF.");
        }
    }
}
