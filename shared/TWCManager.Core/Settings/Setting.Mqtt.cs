namespace TWCManager.Core.Settings;

/// <content>The group "MQTT and Home Assistant".</content>
public static partial class Setting
{
    public const int MqttHost = LastOfCars + 1;
    public const int MqttPort = MqttHost + 1;
    public const int MqttUser = MqttPort + 1;
    public const int MqttPassword = MqttUser + 1;
    public const int MqttTls = MqttPassword + 1;
    public const int MqttBaseTopic = MqttTls + 1;
    public const int NodeId = MqttBaseTopic + 1;
    public const int HaDiscoveryPrefix = NodeId + 1;
    public const int CompatTopics = HaDiscoveryPrefix + 1;

    internal const int LastOfMqtt = CompatTopics;

    internal static SettingDefinition OfMqtt(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case MqttHost:
                return row.Text("mqttHost", TextForm.Host, 0, SettingsTable.TextLimit, "",
                    "Name or address of the MQTT broker; empty means no MQTT.").AsNeedingRestart();
            case MqttPort:
                return row.Number("mqttPort", "", 1, 65535, "1883",
                    "Port of the MQTT broker, usually 1883, or 8883 with TLS.").AsNeedingRestart();
            case MqttUser:
                return row.Text("mqttUser", TextForm.Any, 0, SettingsTable.TextLimit, "",
                    "User name at the MQTT broker; empty if it asks for none.").AsNeedingRestart();
            case MqttPassword:
                return row.Text("mqttPassword", TextForm.Any, 0, SettingsTable.TextLimit, "",
                    "Password at the MQTT broker; forgotten when mqttHost, mqttPort or mqttTls changes over the network.").AsSecretFor(MqttHost, MqttPort, MqttTls).AsNeedingRestart();
            case MqttTls:
                return row.Flag("mqttTls",
                    "Whether the connection to the MQTT broker is encrypted.").AsNeedingRestart();
            case MqttBaseTopic:
                return row.Text("mqttBaseTopic", TextForm.Topic, 1, SettingsTable.TextLimit, "twcmanager",
                    "First part of all our topics.").AsNeedingRestart();
            case NodeId:
                return row.Text("nodeId", TextForm.Word, 1, SettingsTable.NodeIdLimit, "main",
                    "Second part of all our topics, which tells several masters at one broker apart.").AsNeedingRestart();
            case HaDiscoveryPrefix:
                return row.Text("haDiscoveryPrefix", TextForm.Topic, 0, SettingsTable.TextLimit, "homeassistant",
                    "First part of the topics on which Home Assistant looks for new devices; empty for no announcement.").AsNeedingRestart();
            case CompatTopics:
                return row.Flag("compatTopics",
                    "Whether the topics of older TWCManagers are published too; not built yet, so it has no effect today.").AsNeedingRestart();
            default:
                return null;
        }
    }
}
