using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <summary>Every topic that is published or heard, made once at the start. Knows nothing of payloads.</summary>
public sealed class Topics
{
    /// <summary>Where Home Assistant says that it has started. Its own setting there, apart from the discovery prefix.</summary>
    public const string HomeAssistantStatus = "homeassistant/status";

    private readonly string _discoveryPrefix;

    /// <summary>Makes the topics.</summary>
    /// <param name="baseTopic">First level or levels, such as "twcmanager".</param>
    /// <param name="node">Name of this controller, such as "a1b2c3".</param>
    /// <param name="discoveryPrefix">Prefix of Home Assistant's discovery; null or empty for none.</param>
    public Topics(string baseTopic, string node, string discoveryPrefix)
    {
        Node = node;
        Root = baseTopic + "/" + node + "/";
        Status = Root + "status";
        Site = Root + "site";
        Sessions = Root + "sessions";
        Cars = Root + "cars";
        Settings = Root + "settings";
        SettingsSet = Root + "settings/set";
        Response = Root + "response";
        Log = Root + "log";
        Doctor = Root + "doctor";
        Test = Root + "test";
        Sniff = Root + "sniff";
        DeviceId = "twcm_" + SafeId(node);
        _discoveryPrefix = discoveryPrefix == null ? "" : discoveryPrefix;
        Subscriptions = new string[]
        {
            Root + "settings/+/set",
            SettingsSet,
            Root + "twc/+/settings/+/set",
            Root + "command/+",
            HomeAssistantStatus,
        };
    }

    /// <summary>Name of this controller as it stands in the topics.</summary>
    public string Node { get; }

    /// <summary>What all topics of this controller begin with, slash included.</summary>
    public string Root { get; }

    /// <summary>"online" or "offline"; also the last will. Retained.</summary>
    public string Status { get; }

    /// <summary>State of the site. Retained.</summary>
    public string Site { get; }

    /// <summary>The last charging sessions. Retained.</summary>
    public string Sessions { get; }

    /// <summary>The cars that charge here. Retained.</summary>
    public string Cars { get; }

    /// <summary>All settings but the secrets. Retained.</summary>
    public string Settings { get; }

    /// <summary>Takes several settings at once.</summary>
    public string SettingsSet { get; }

    /// <summary>Receipts.</summary>
    public string Response { get; }

    /// <summary>Log lines.</summary>
    public string Log { get; }

    /// <summary>What is wrong with the wiring. Retained.</summary>
    public string Doctor { get; }

    /// <summary>Report of the last commissioning test. Retained.</summary>
    public string Test { get; }

    /// <summary>What goes over the bus, while somebody asked for it.</summary>
    public string Sniff { get; }

    /// <summary>What a broker must be asked for. Read only.</summary>
    public string[] Subscriptions { get; }

    /// <summary>Identifier of the controller as a device of Home Assistant; begins every unique id.</summary>
    public string DeviceId { get; }

    /// <summary>False when nothing is announced to Home Assistant.</summary>
    public bool HasDiscovery
    {
        get { return _discoveryPrefix.Length > 0; }
    }

    /// <summary>Makes the topics that the settings ask for.</summary>
    public static Topics From(ChargerSettings settings)
    {
        return new Topics(settings.Text(Setting.MqttBaseTopic), settings.Text(Setting.NodeId), settings.Text(Setting.HaDiscoveryPrefix));
    }

    /// <summary>State of one wall connector. Retained.</summary>
    /// <param name="idText">Its id, four upper-case hex digits.</param>
    public string Connector(string idText)
    {
        return Root + "twc/" + idText;
    }

    /// <summary>"online" or "offline": whether that wall connector is heard. Retained.</summary>
    public string ConnectorStatus(string idText)
    {
        return Root + "twc/" + idText + "/status";
    }

    /// <summary>"stop" or "start": what somebody is asked to make the car of that wall connector do. Not retained.</summary>
    public string ConnectorRequest(string idText)
    {
        return Root + "twc/" + idText + "/request";
    }

    /// <summary>Takes one setting.</summary>
    public string SettingSet(string name)
    {
        return Root + "settings/" + name + "/set";
    }

    /// <summary>Takes one setting for one wall connector.</summary>
    /// <param name="idText">Its id, four upper-case hex digits.</param>
    public string ConnectorSettingSet(string idText, string name)
    {
        return Root + "twc/" + idText + "/settings/" + name + "/set";
    }

    /// <summary>Takes one command.</summary>
    public string Command(string verb)
    {
        return Root + "command/" + verb;
    }

    /// <summary>Where a device is announced to Home Assistant. Retained.</summary>
    public string Discovery(string objectId)
    {
        return _discoveryPrefix + "/device/" + objectId + "/config";
    }

    // Home Assistant refuses a whole device over one foreign character in its topic.
    private static string SafeId(string text)
    {
        char[] safe = text.ToCharArray();
        for (int i = 0; i < safe.Length; i++)
        {
            char c = safe[i];
            bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!isPlain)
            {
                safe[i] = '_';
            }
        }

        return new string(safe);
    }
}
