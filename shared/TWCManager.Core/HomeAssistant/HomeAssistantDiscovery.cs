using TWCManager.Core.Bus;
using TWCManager.Core.Documents;
using TWCManager.Core.Json;

namespace TWCManager.Core.HomeAssistant;

/// <summary>Builds the messages that announce devices to Home Assistant, one component per step: a whole message at once would keep the bus waiting.</summary>
/// <remarks>
/// Three kinds of messages: the controller's sensors, its controls (two, so that neither needs a large buffer), and one per wall connector.
/// Source of the rules: Home Assistant's MQTT discovery in device style.
/// </remarks>
internal sealed class HomeAssistantDiscovery
{
    private readonly Topics _topics;
    private readonly JsonWriter _json;
    private readonly ComponentWriter _component;
    private int _next;
    private string _idText;

    // Null while the controls are written.
    private StatusDocument _document;
    private ControlRanges _ranges;

    /// <summary>Makes a builder.</summary>
    /// <param name="json">Not used for anything else while a message is being built.</param>
    public HomeAssistantDiscovery(Topics topics, JsonWriter json)
    {
        _topics = topics;
        _json = json;
        _component = new ComponentWriter(json);
    }

    /// <summary>Where the message goes.</summary>
    public string Topic { get; private set; }

    /// <summary>Starts the message with the controller's sensors. It must be the first: the others refer to its device.</summary>
    public void BeginSite(SiteDocument document)
    {
        _document = document;
        Begin(_topics.DeviceId, _topics.DeviceId + "_");
        Controller();
        Availability(null);
        _json.Field("stat_t", _topics.Site);
        BeginComponents();
    }

    /// <summary>Starts the message with the controller's controls.</summary>
    /// <param name="ranges">Must not change before the message is whole.</param>
    public void BeginControls(ControlRanges ranges)
    {
        _document = null;
        Begin(_topics.DeviceId + "_controls", _topics.DeviceId + "_");
        _ranges = ranges;
        Controller();
        Availability(null);
        BeginComponents();
    }

    /// <summary>Starts the message of one wall connector.</summary>
    public void BeginConnector(ConnectorDocument document)
    {
        _document = document;
        WallConnector connector = document.Point.Connector;
        _idText = connector.IdText;
        string id = _topics.DeviceId + "_" + connector.IdText;
        Begin(id, id + "_");
        _json.Name("dev");
        _json.BeginObject();
        _json.Field("ids", id);
        _json.Field("name", "TWC " + connector.IdText);
        _json.Field("mf", "Tesla");
        _json.Field("mdl", "Wall Connector Gen 2");

        // Null is refused there, and with it the whole message.
        if (document.AnnouncedSerial != null)
        {
            _json.Field("sn", document.AnnouncedSerial);
        }

        if (document.AnnouncedFirmware != null)
        {
            _json.Field("sw", document.AnnouncedFirmware);
        }

        _json.Field("via_device", _topics.DeviceId);
        _json.EndObject();
        Availability(document.StatusTopic);
        _json.Field("stat_t", document.Topic);
        BeginComponents();
    }

    /// <summary>Writes the next component.</summary>
    /// <returns>True when the message is whole.</returns>
    public bool Step()
    {
        bool hasWritten = _document == null
            ? ControlComponents.TryWrite(_next, _ranges, _component, _json, _topics)
            : TryWriteValue();
        _next++;
        if (hasWritten)
        {
            return false;
        }

        _json.EndObject();
        _json.EndObject();
        return true;
    }

    // The rows of a document are in the order of its keys, the entities of a device in their own.
    private bool TryWriteValue()
    {
        for (int i = 0; i < _document.Count; i++)
        {
            ValueRow row = _document.RowAt(i);
            if (row.Place == _next)
            {
                _component.Entity(_document, row, _idText, _topics);
                return true;
            }
        }

        return false;
    }

    private void Begin(string objectId, string idPrefix)
    {
        _next = 0;
        _component.IdPrefix = idPrefix;
        Topic = _topics.Discovery(objectId);
        _json.Reset();
        _json.BeginObject();
    }

    private void BeginComponents()
    {
        _json.Name("o");
        _json.BeginObject();
        _json.Field("name", ProductVersion.Name);
        _json.Field("sw", ProductVersion.Text);
        _json.EndObject();
        _json.Name("cmps");
        _json.BeginObject();
    }

    private void Controller()
    {
        _json.Name("dev");
        _json.BeginObject();
        _json.Field("ids", _topics.DeviceId);
        _json.Field("name", ProductVersion.Name + " " + _topics.Node);
        _json.Field("mf", ProductVersion.Name);
        _json.Field("mdl", "TWC bus master");
        _json.Field("sw", ProductVersion.Text);
        _json.EndObject();
    }

    private void Availability(string second)
    {
        _json.Name("avty");
        _json.BeginArray();
        _json.BeginObject();
        _json.Field("t", _topics.Status);
        _json.EndObject();
        if (second != null)
        {
            _json.BeginObject();
            _json.Field("t", second);
            _json.EndObject();
        }

        _json.EndArray();
        _json.Field("avty_mode", "all");
    }
}
