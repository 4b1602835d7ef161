using System.Text;
using TWCManager.Core.Doctor;
using TWCManager.Core.Documents;
using TWCManager.Core.Json;
using TWCManager.Core.Policy;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Commands;

/// <summary>Judges what arrives over MQTT or from the web page, applies it to the settings or the manual control, and writes a receipt for it.</summary>
/// <remarks>
/// Knows topics and payloads. What a setting may be is left to <see cref="ChargerSettings"/>, what a command does to charging to the policy.
/// </remarks>
public sealed class CommandHandler
{
    private const string SettingsLevel = "settings/";
    private const string ConnectorLevel = "twc/";
    private const int IdLength = 4;
    private const string CommandLevel = "command/";
    private const string SetEnding = "/set";

    private readonly Topics _topics;
    private readonly ChargerSettings _settings;
    private readonly ManualControl _manual;
    private readonly ILog _log;
    private readonly ReceiptWriter _receipts;
    private readonly JsonReader _reader = new JsonReader();
    private readonly ChargeNowRequest _chargeNow = new ChargeNowRequest();
    private readonly ChangeLog _changes;
    private DeviceOrders _device = new DeviceOrders(null, null, null);
    private CommissioningTest _test;
    private BusSniffer _sniffer;

    /// <summary>Makes a handler.</summary>
    /// <param name="log">May be null.</param>
    public CommandHandler(Topics topics, ChargerSettings settings, ManualControl manual, ILog log)
    {
        _topics = topics;
        _settings = settings;
        _manual = manual;
        _log = log;
        _changes = new ChangeLog(log);
        Receipts = new ReceiptQueue();
        _receipts = new ReceiptWriter(Receipts);
    }

    /// <summary>Lets commands reach the device itself.</summary>
    public void Attach(DeviceOrders device)
    {
        _device = device;
    }

    /// <summary>The command restart is known to the platform.</summary>
    public bool CanRestart
    {
        get { return _device.CanRestart; }
    }

    /// <summary>Answers that wait to be published.</summary>
    public ReceiptQueue Receipts { get; }

    /// <summary>How often Home Assistant has said that it started.</summary>
    public int HomeAssistantStarts { get; private set; }

    /// <summary>Retained commands that were ignored.</summary>
    public int RetainedIgnored { get; private set; }

    /// <summary>Gives it what test and sniff are about. Without it these commands are unknown.</summary>
    /// <param name="sniffer">Null where there is nobody to take what is sniffed.</param>
    public void Attach(CommissioningTest test, BusSniffer sniffer)
    {
        _test = test;
        _sniffer = sniffer;
    }

    /// <summary>Takes one message.</summary>
    /// <param name="message">Only read; its payload may be anything.</param>
    public void Handle(MqttMessage message, long nowMs)
    {
        if (message.LostBefore > 0)
        {
            TellLost(message.LostBefore);
        }

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

    private void TellLost(int count)
    {
        string error = count == 1 ? "1 message came too fast and is lost; send it again." : count.ToString() + " messages came too fast and are lost; send them again.";
        _receipts.Refuse(null, error);
        if (_log != null)
        {
            _log.Write(LogLevel.Warning, "MQTT: " + error);
        }
    }

    /// <summary>Changes several settings at once, whole or not at all. One receipt comes of it.</summary>
    /// <param name="json">An object of names and values; only read.</param>
    /// <param name="topic">What the receipt calls it.</param>
    /// <param name="isLocal">False for what came from afar.</param>
    /// <returns>False when it was refused.</returns>
    public bool SetAll(byte[] json, int length, string topic, bool isLocal, long nowMs)
    {
        if (length == 0)
        {
            _receipts.Refuse(topic, "The payload is empty. Expected an object such as {\"greenEnergyFlexAmps\":2}.");
            return false;
        }

        string error;
        _changes.Before(_settings);
        if (!_settings.TrySetAll(json, length, isLocal, out error))
        {
            _receipts.Refuse(topic, error);
            return false;
        }

        JsonWriter receipt = _receipts.Begin(topic);
        receipt.BeginObject();
        _reader.Reset(json, length);
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
        _changes.AddSettings(_settings, isLocal ? ChangeLog.WebPage : ChangeLog.Mqtt, nowMs);
        return true;
    }

    /// <summary>Carries out one command. One receipt comes of it.</summary>
    /// <param name="payload">What the command says beside its verb; only read.</param>
    /// <param name="topic">What the receipt calls it.</param>
    /// <returns>False when it was refused.</returns>
    public bool Command(byte[] payload, int length, string topic, string verb, long nowMs)
    {
        bool isDone = Carry(payload, length, topic, verb, nowMs);
        if (isDone)
        {
            string payloadText = CommandText.IsText(payload, length) ? Encoding.UTF8.GetString(payload, 0, length) : "";
            _changes.AddOrder(verb, payloadText, topic.StartsWith(_topics.Root) ? ChangeLog.Mqtt : ChangeLog.WebPage, nowMs);
        }

        return isDone;
    }

    private bool Carry(byte[] payload, int length, string topic, string verb, long nowMs)
    {
        switch (verb)
        {
            case "chargeNow":
                return ChargeNow(payload, length, topic, nowMs);
            case "chargeNowEnd":
                _manual.EndChargeNow();
                return _receipts.Confirm(topic, "ended");
            case "stop":
                _manual.Stop();
                return _receipts.Confirm(topic, "stopped");
            case "resume":
                _manual.Resume();
                return _receipts.Confirm(topic, "resumed");
            case "allow":
                return Allow(payload, length, topic);
            case DeviceOrders.SetTimeVerb:
                return SetTime(payload, length, topic);
            case DeviceOrders.RestartVerb:
                string error = _device.Restart("command");
                return error == null ? _receipts.Confirm(topic, "restarting") : _receipts.Refuse(topic, error);
            default:
                return _test != null ? BusCommand(payload, length, topic, verb, nowMs) : Unknown(topic);
        }
    }

    private bool BusCommand(byte[] payload, int length, string topic, string verb, long nowMs)
    {
        string problem;
        switch (verb)
        {
            case "test":
                return _test.TryBegin(nowMs, out problem) ? _receipts.Confirm(topic, "started") : _receipts.Refuse(topic, problem);
            case "testEnd":
                if (!_test.IsRunning)
                {
                    return _receipts.Refuse(topic, "No test is running.");
                }

                _test.Cancel(nowMs);
                return _receipts.Confirm(topic, "ended");
            default:
                return _sniffer != null ? SniffCommand(payload, length, topic, verb) : Unknown(topic);
        }
    }

    private bool SniffCommand(byte[] payload, int length, string topic, string verb)
    {
        switch (verb)
        {
            case "sniff":
                return Sniff(payload, length, topic);
            case "sniffEnd":
                _sniffer.End();
                return _receipts.Confirm(topic, "ended");
            default:
                return Unknown(topic);
        }
    }

    private bool Unknown(string topic)
    {
        string more = _test == null ? " and restart." : _sniffer == null ? ", restart, test and testEnd." : ", restart, test, testEnd, sniff and sniffEnd.";
        return _receipts.Refuse(topic, "Unknown command. Known are chargeNow, chargeNowEnd, stop, resume, allow, setTime" + more);
    }

    private bool Sniff(byte[] payload, int length, string topic)
    {
        SniffRequest request = new SniffRequest();
        if (!request.TryRead(payload, length, _reader))
        {
            return _receipts.Refuse(topic, SniffRequest.Form);
        }

        _sniffer.Start(request.Seconds * 1000L, request.IsRaw, BusSniffer.UsualBytes);
        JsonWriter receipt = _receipts.Begin(topic);
        receipt.BeginObject();
        receipt.Field("seconds", request.Seconds);
        receipt.Field("raw", request.IsRaw);
        receipt.EndObject();
        _receipts.End();
        return true;
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
            || below == "doctor" || below == "test" || below == "sniff"
            || (CommandText.TryCut(below, ConnectorLevel, out rest) && !CommandText.TryCutEnding(rest, SetEnding, out rest));
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
        string name;
        if (below == "settings/set")
        {
            SetAll(message.Payload, message.Length, topic, false, nowMs);
        }
        else if (CommandText.TryCut(below, SettingsLevel, out rest) && CommandText.TryCutEnding(rest, SetEnding, out rest))
        {
            SetOne(message, topic, rest, nowMs);
        }
        else if (CommandText.TryCut(below, ConnectorLevel, out rest) && CommandText.TryCutEnding(rest, SetEnding, out rest)
            && rest.IndexOf('/') == IdLength && CommandText.TryCut(rest.Substring(IdLength + 1), SettingsLevel, out name))
        {
            SetFor(message, topic, rest.Substring(0, IdLength), name, nowMs);
        }
        else if (CommandText.TryCut(below, CommandLevel, out rest))
        {
            Command(message.Payload, message.Length, topic, rest, nowMs);
        }
        else
        {
            _receipts.Refuse(topic, "Unknown topic. Known are settings/<name>/set, settings/set, twc/<ID>/settings/<name>/set and command/<verb>.");
        }
    }

    private void SetOne(MqttMessage message, string topic, string name, long nowMs)
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
        _changes.Before(_settings);
        if (!_settings.TrySet(name, value, false, out error))
        {
            _receipts.Refuse(topic, error);
            return;
        }

        _settings.WriteValue(_receipts.Begin(topic), setting);
        _receipts.End();
        _changes.AddSettings(_settings, ChangeLog.Mqtt, nowMs);
    }

    private void SetFor(MqttMessage message, string topic, string idText, string name, long nowMs)
    {
        string word = CommandText.ValueOf(message.Payload, message.Length, false, _reader);
        string error;
        _changes.Before(_settings);
        if (!_settings.TrySetFor(name, idText, word, false, out error))
        {
            _receipts.Refuse(topic, error);
            return;
        }

        _receipts.Confirm(topic, _settings.WordFor(SettingsTable.Find(name), idText.ToUpper()));
        _changes.AddSettings(_settings, ChangeLog.Mqtt, nowMs);
    }

    private bool ChargeNow(byte[] payload, int length, string topic, long nowMs)
    {
        if (!_settings.HasWiringLimits)
        {
            return _receipts.Refuse(topic, "No wiring limit is set: enter wiringMaxAmpsAllTWCs and wiringMaxAmpsPerTWC on site first.");
        }

        if (_manual.IsStopped)
        {
            return _receipts.Refuse(topic, "Charging is stopped by command: send resume first.");
        }

        string error;
        if (!_chargeNow.TryRead(payload, length, PhaseWiring.GroupAmps(_settings), _reader, out error))
        {
            return _receipts.Refuse(topic, error);
        }

        _manual.ChargeNow(_chargeNow.Amps, nowMs + _chargeNow.Minutes * 60000L);
        JsonWriter receipt = _receipts.Begin(topic);
        receipt.BeginObject();
        receipt.Field("amps", _chargeNow.Amps);
        receipt.Field("minutes", _chargeNow.Minutes);
        receipt.EndObject();
        _receipts.End();
        return true;
    }

    private bool SetTime(byte[] payload, int length, string topic)
    {
        bool isSet;
        string error = _device.SetTime(length == 0 ? null : CommandText.ValueOf(payload, length, false, _reader), out isSet);
        return error == null ? _receipts.Confirm(topic, isSet ? "set" : "was right") : _receipts.Refuse(topic, error);
    }

    private bool Allow(byte[] payload, int length, string topic)
    {
        if (CommandText.IsWord(payload, length, "on"))
        {
            _manual.Resume();
            return _receipts.Confirm(topic, "ON");
        }

        if (CommandText.IsWord(payload, length, "off"))
        {
            _manual.Stop();
            return _receipts.Confirm(topic, "OFF");
        }

        return _receipts.Refuse(topic, "Expected ON or OFF.");
    }
}
