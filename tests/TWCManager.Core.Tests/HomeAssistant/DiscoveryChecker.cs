using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TWCManager.Core.Tests.Mqtt;

namespace TWCManager.Core.Tests.HomeAssistant;

/// <summary>Judges recorded messages by what Home Assistant takes, refuses or drops silently. Each finding begins with the number of its rule.</summary>
/// <remarks>For messages in device style; whatever it does not know it reports, so that a new kind of component comes with its rules.</remarks>
internal sealed partial class DiscoveryChecker
{
    private const int LargestDevice = 8192;

    private static readonly Dictionary<string, string> s_long = new()
    {
        ["avty"] = "availability", ["avty_mode"] = "availability_mode", ["avty_t"] = "availability_topic", ["cmd_t"] = "command_topic",
        ["cmd_tpl"] = "command_template", ["cmps"] = "components", ["dev"] = "device", ["dev_cla"] = "device_class", ["en"] = "enabled_by_default",
        ["ent_cat"] = "entity_category", ["exp_aft"] = "expire_after", ["ic"] = "icon", ["json_attr_t"] = "json_attributes_topic", ["o"] = "origin", ["ops"] = "options", ["p"] = "platform",
        ["pl_prs"] = "payload_press", ["ptrn"] = "pattern", ["stat_cla"] = "state_class", ["stat_t"] = "state_topic",
        ["sug_dsp_prc"] = "suggested_display_precision", ["uniq_id"] = "unique_id", ["unit_of_meas"] = "unit_of_measurement",
        ["val_tpl"] = "value_template", ["ret"] = "retain", ["opt"] = "optimistic", ["t"] = "topic", ["def_ent_id"] = "default_entity_id",
        ["ids"] = "identifiers", ["mf"] = "manufacturer", ["mdl"] = "model", ["sn"] = "serial_number", ["sw"] = "sw_version",
        ["hw"] = "hw_version", ["cns"] = "connections", ["url"] = "support_url",
    };

    private static readonly string[] s_common =
    [
        "platform", "unique_id", "name", "icon", "entity_category", "enabled_by_default", "availability", "availability_mode",
        "availability_topic", "default_entity_id", "qos", "json_attributes_topic",
    ];

    private static readonly Dictionary<string, (string[] Required, string[] Optional)> s_components = new()
    {
        ["sensor"] = (["state_topic"], ["device_class", "unit_of_measurement", "state_class", "value_template", "options", "suggested_display_precision", "expire_after", "force_update"]),
        ["binary_sensor"] = (["state_topic"], ["device_class", "payload_on", "payload_off", "value_template", "expire_after", "off_delay"]),
        ["number"] = (["command_topic"], ["state_topic", "min", "max", "step", "mode", "unit_of_measurement", "device_class", "value_template", "command_template", "retain", "optimistic"]),
        ["select"] = (["command_topic", "options"], ["state_topic", "value_template", "command_template", "retain", "optimistic"]),
        ["switch"] = (["command_topic"], ["state_topic", "payload_on", "payload_off", "state_on", "state_off", "device_class", "value_template", "retain", "optimistic"]),
        ["button"] = (["command_topic"], ["payload_press", "device_class", "command_template", "retain"]),
        ["text"] = (["command_topic"], ["state_topic", "min", "max", "mode", "pattern", "value_template", "command_template", "retain"]),
    };

    private static readonly Dictionary<string, (string[] Units, string[] StateClasses)> s_sensorClasses = new()
    {
        ["power"] = (["W", "kW"], ["measurement"]),
        ["energy"] = (["Wh", "kWh", "MWh"], ["total", "total_increasing"]),
        ["current"] = (["A", "mA"], ["measurement"]),
        ["voltage"] = (["V", "mV"], ["measurement"]),
        ["battery"] = (["%"], ["measurement"]),
        ["duration"] = (["s", "min", "h", "d", "ms"], ["measurement", "total", "total_increasing"]),
        ["enum"] = ([], []),
        ["timestamp"] = ([], []),
    };

    private static readonly string[] s_binaryClasses = ["battery_charging", "connectivity", "plug", "power", "problem", "running"];

    private readonly List<string> _findings = [];
    private readonly Dictionary<string, Sent> _retained = [];
    private readonly HashSet<string> _uniqueIds = [];
    private readonly HashSet<string> _devices = [];
    private readonly HashSet<string> _parents = [];
    private readonly Dictionary<string, string> _deviceNames = [];
    private int _energySensors;

    /// <summary>Components that were looked at.</summary>
    public int Components { get; private set; }

    /// <summary>Templates that were evaluated against a recorded state.</summary>
    public int Templates { get; private set; }

    /// <summary>Looks at a whole recording.</summary>
    /// <returns>Findings; empty when all is well.</returns>
    public List<string> Check(IEnumerable<Sent> messages, string prefix)
    {
        List<Sent> announcements = [];
        foreach (Sent message in messages)
        {
            if (message.Topic.StartsWith(prefix + "/", StringComparison.Ordinal))
            {
                announcements.RemoveAll(m => m.Topic == message.Topic);
                announcements.Add(message);
            }
            else if (message.IsRetained)
            {
                _retained[message.Topic] = message;
            }

            if (message.Topic.Contains("/command/") || message.Topic.EndsWith("/set", StringComparison.Ordinal))
            {
                Report("P3", message.Topic, "we publish on a command topic");
            }
        }

        foreach (Sent message in announcements)
        {
            CheckMessage(message, prefix);
        }

        Require("D10", "recording", _parents.IsSubsetOf(_devices), "via_device is announced");
        Require("P4", "recording", _energySensors > 0, "a sensor for the energy dashboard");
        return _findings;
    }

    private void CheckMessage(Sent message, string prefix)
    {
        string where = message.Topic;
        string[] levels = message.Topic[(prefix.Length + 1)..].Split('/');
        Require("T1", where, levels.Length is 3 or 4 && levels[^1] == "config" && levels[1..^1].All(l => IdPattern().IsMatch(l)), "topic has the right form");
        Require("T2", where, levels[0] == "device", "device style");
        Require("J3", where, message.Bytes <= LargestDevice, "size " + message.Bytes);
        Require("P3", where, message.IsRetained, "announcements are retained");
        JsonElement root;
        try
        {
            root = JsonDocument.Parse(message.Payload).RootElement;
        }
        catch (JsonException)
        {
            Report("J1", where, "is no JSON");
            return;
        }

        CheckDuplicates(root, where);
        Dictionary<string, JsonElement> top = Long(root);
        string[] known = ["device", "origin", "components", "availability", "availability_mode", "availability_topic", "state_topic", "command_topic", "qos"];
        Require("D2", where, top.Keys.All(known.Contains), "only known keys at the top");
        if (!Require("D1", where, top.ContainsKey("device"), "device")
            | !Require("D3", where, top.ContainsKey("components"), "components") | !Require("D4", where, top.ContainsKey("origin"), "origin"))
        {
            return;
        }

        string deviceName = CheckDevice(Long(top["device"]), where);
        Dictionary<string, JsonElement> origin = Long(top["origin"]);
        Require("O1", where, origin.TryGetValue("name", out JsonElement name) && name.ValueKind == JsonValueKind.String, "origin has a name");
        Require("O2", where, origin.Keys.All(k => k is "name" or "sw_version" or "support_url"), "origin has only known keys");
        CheckAvailability(top, where);
        foreach (JsonProperty component in top["components"].EnumerateObject())
        {
            CheckComponent(component, top, deviceName, where + " " + component.Name);
        }
    }

    private string CheckDevice(Dictionary<string, JsonElement> device, string where)
    {
        string[] known = ["identifiers", "connections", "configuration_url", "hw_version", "model", "model_id", "manufacturer", "suggested_area", "serial_number", "sw_version", "via_device", "name"];
        Require("D6", where, device.Keys.All(known.Contains), "device has only known keys");
        Require("D7", where, device.Values.All(v => v.ValueKind == JsonValueKind.String), "device values are texts");
        if (!Require("D5", where, device.ContainsKey("identifiers"), "device has identifiers")
            || !Require("D9", where, device.ContainsKey("name"), "device has a name"))
        {
            return "";
        }

        string id = device["identifiers"].ToString();
        string name = device["name"].ToString();
        _devices.Add(id);
        Require("D9", where, !_deviceNames.TryGetValue(id, out string? other) || other == name, "device has the same name everywhere");
        _deviceNames[id] = name;
        if (device.TryGetValue("via_device", out JsonElement parent))
        {
            Require("D10", where, parent.ToString() != id && _devices.Contains(parent.ToString()), "its parent is announced before");
            _parents.Add(parent.ToString());
        }

        return name;
    }

    private void CheckAvailability(Dictionary<string, JsonElement> owner, string where)
    {
        Require("A1", where, !owner.ContainsKey("availability_topic"), "a list only");
        if (!Require("P1", where, owner.TryGetValue("availability", out JsonElement list), "has availability"))
        {
            return;
        }

        string mode = owner.TryGetValue("availability_mode", out JsonElement given) ? given.ToString() : "";
        Require("A2", where, mode is "all" or "any" or "latest" || (mode == "" && list.GetArrayLength() == 1), "a mode for several topics");
        foreach (JsonElement entry in list.EnumerateArray())
        {
            Dictionary<string, JsonElement> keys = Long(entry);
            if (!Require("A3", where, keys.Keys.SequenceEqual(["topic"]), "entries have a topic and nothing unknown"))
            {
                continue;
            }

            string topic = keys["topic"].ToString();
            if (Require("V6", where, _retained.TryGetValue(topic, out Sent? state), topic + " was seen"))
            {
                Require("V1", where, state!.Payload is "online" or "offline", topic + " is one of the two words");
            }
        }
    }

    private void CheckComponent(JsonProperty property, Dictionary<string, JsonElement> top, string deviceName, string where)
    {
        Components++;
        CheckDuplicates(property.Value, where);
        Dictionary<string, JsonElement> component = Long(property.Value);
        string platform = Text(component, "platform");
        if (!Require("C1", where, s_components.TryGetValue(platform, out var keys), "known platform " + platform))
        {
            return;
        }

        // Nothing but the platform takes a component away.
        if (component.Count == 1)
        {
            return;
        }

        string id = Text(component, "unique_id");
        Require("C2", where, id != "", "unique_id");
        Require("C4", where, _uniqueIds.Add(platform + " " + id), "unique_id is used once");
        foreach (string shared in new[] { "availability", "availability_mode", "state_topic", "command_topic" })
        {
            if (!component.ContainsKey(shared) && top.TryGetValue(shared, out JsonElement value))
            {
                component[shared] = value;
            }
        }

        Require("C5", where, keys.Required.All(k => component.TryGetValue(k, out JsonElement v) && v.ToString() != ""), "required keys");
        Require("C6", where, component.Keys.All(k => s_common.Contains(k) || keys.Required.Contains(k) || keys.Optional.Contains(k)), "no unknown key: " + string.Join(' ', component.Keys));
        Require("C7", where, !component.ContainsKey("object_id"), "no object_id");
        CheckTypes(component, where);
        string category = Text(component, "entity_category");
        Require("C13", where, category is "" or "diagnostic" || (category == "config" && platform is not ("sensor" or "binary_sensor")), "entity category " + category);
        Require("N2", where, component.TryGetValue("name", out JsonElement name) && name.ValueKind == JsonValueKind.String && name.ToString() != "", "name");
        Require("N3", where, !name.ToString().StartsWith(deviceName, StringComparison.OrdinalIgnoreCase), "name does not repeat the device");
        Require("P2", where, platform == "button" || component.ContainsKey("state_topic"), "has a state");
        CheckAvailability(component, where);
        CheckPlatform(platform, component, where);
        CheckState(platform, component, where);
    }

    private void CheckTypes(Dictionary<string, JsonElement> component, string where)
    {
        foreach ((string key, JsonElement value) in component)
        {
            if (key.EndsWith("_topic", StringComparison.Ordinal))
            {
                Require("C9", where, TopicPattern().IsMatch(value.ToString()), key + " is a plain topic");
            }

            JsonValueKind[] kinds = key switch
            {
                "availability" or "options" => [JsonValueKind.Array],
                "enabled_by_default" or "retain" or "optimistic" or "force_update" => [JsonValueKind.True, JsonValueKind.False],
                "expire_after" or "suggested_display_precision" or "min" or "max" or "step" => [JsonValueKind.Number],
                _ => [JsonValueKind.String],
            };
            Require("C10", where, kinds.Contains(value.ValueKind), key + " has the right type");
            Require("C11", where, key is not ("expire_after" or "suggested_display_precision") || (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0), key + " is whole");
        }
    }

    private void CheckPlatform(string platform, Dictionary<string, JsonElement> component, string where)
    {
        string deviceClass = Text(component, "device_class");
        switch (platform)
        {
            case "sensor":
                CheckSensor(deviceClass, component, where);
                break;
            case "binary_sensor":
                Require("C14", where, deviceClass == "" || s_binaryClasses.Contains(deviceClass), "known class " + deviceClass);
                break;
            case "number":
                Require("M1", where, Number(component, "min", 0) < Number(component, "max", 100), "min below max");
                Require("M2", where, Number(component, "step", 1) >= 0.001m, "step");
                Require("M3", where, Text(component, "mode") is "" or "auto" or "box" or "slider", "mode");
                Require("M4", where, deviceClass == "" || s_sensorClasses[deviceClass].Units.Contains(Text(component, "unit_of_measurement")), "unit fits");
                break;
            case "select":
                Require("L1", where, HasGoodOptions(component), "options");
                break;
            case "text":
                Require("X1", where, Number(component, "min", 0) < Number(component, "max", 255) && Number(component, "max", 255) <= 255, "min below max");
                Require("X3", where, Text(component, "pattern") == "" || Regex.IsMatch("", "|" + Text(component, "pattern")), "pattern");
                break;
            case "button":
                Require("C14", where, deviceClass is "" or "identify" or "restart" or "update", "known class");
                break;
        }
    }

    private void CheckSensor(string deviceClass, Dictionary<string, JsonElement> component, string where)
    {
        string unit = Text(component, "unit_of_measurement");
        string stateClass = Text(component, "state_class");
        if (deviceClass == "")
        {
            Require("S5", where, !component.ContainsKey("options"), "options only with enum");
            return;
        }

        if (!Require("S1", where, s_sensorClasses.TryGetValue(deviceClass, out var fits), "known class " + deviceClass))
        {
            return;
        }

        Require("S2", where, fits.Units.Length == 0 ? unit == "" : fits.Units.Contains(unit), "unit " + unit);
        Require("S4", where, fits.StateClasses.Length == 0 ? stateClass == "" : fits.StateClasses.Contains(stateClass), "state class " + stateClass);
        Require("S5", where, deviceClass == "enum" ? HasGoodOptions(component) : !component.ContainsKey("options"), "options");
        if (deviceClass == "energy" && unit == "kWh" && stateClass == "total_increasing")
        {
            _energySensors++;
        }
    }

    private void CheckState(string platform, Dictionary<string, JsonElement> component, string where)
    {
        string topic = Text(component, "state_topic");
        if (topic == "" || !Require("V6", where, _retained.TryGetValue(topic, out Sent? state), topic + " was seen"))
        {
            return;
        }

        Match path = TemplatePattern().Match(Text(component, "value_template"));
        if (!Require("V2", where, path.Success, "template of a known form"))
        {
            return;
        }

        Templates++;
        if (!Require("V2", where, TryFind(JsonDocument.Parse(state!.Payload).RootElement, path.Groups[1].Value, out JsonElement value), "finds " + path.Groups[1].Value)
            || value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        string text = value.ToString();
        string deviceClass = Text(component, "device_class");
        bool isNumeric = component.ContainsKey("unit_of_measurement") || component.ContainsKey("state_class") || platform == "number";
        Require("V3", where, text.Length <= 255, "state of " + text.Length + " characters");
        Require("V4", where, !isNumeric || (value.ValueKind == JsonValueKind.Number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)), "number: " + text);
        switch (platform)
        {
            case "binary_sensor" or "switch":
                Require("V5", where, value.ValueKind == JsonValueKind.String && text is "ON" or "OFF", "ON or OFF: " + text);
                break;
            case "number":
                Require("V5", where, value.GetDecimal() >= Number(component, "min", 0) && value.GetDecimal() <= Number(component, "max", 100), "in range: " + text);
                break;
            case "select" or "sensor" when deviceClass == "enum" || platform == "select":
                Require("V5", where, component["options"].EnumerateArray().Any(o => o.ToString() == text), "one of the options: " + text);
                break;
            case "text":
                Require("V5", where, text.Length >= Number(component, "min", 0) && text.Length <= Number(component, "max", 255) && Regex.IsMatch(text, Text(component, "pattern")), "fits the pattern: " + text);
                break;
        }
    }

    private static bool TryFind(JsonElement from, string path, out JsonElement found)
    {
        found = from;
        foreach (Match step in StepPattern().Matches(path))
        {
            if (step.Groups["index"].Success)
            {
                int index = int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture);
                if (found.ValueKind != JsonValueKind.Array || index >= found.GetArrayLength())
                {
                    return false;
                }

                found = found[index];
            }
            else if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step.Groups["name"].Value, out found))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasGoodOptions(Dictionary<string, JsonElement> component)
    {
        if (!component.TryGetValue("options", out JsonElement options))
        {
            return false;
        }

        string[] words = options.EnumerateArray().Select(o => o.ToString()).ToArray();
        return words.Length > 0 && words.Distinct().Count() == words.Length;
    }

    private void CheckDuplicates(JsonElement element, string where)
    {
        string[] names = element.EnumerateObject().Select(p => s_long.GetValueOrDefault(p.Name, p.Name)).ToArray();
        Require("J4", where, names.Distinct().Count() == names.Length, "no key twice");
    }

    private static Dictionary<string, JsonElement> Long(JsonElement element)
    {
        Dictionary<string, JsonElement> result = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            result[s_long.GetValueOrDefault(property.Name, property.Name)] = property.Value;
        }

        return result;
    }

    private static string Text(Dictionary<string, JsonElement> from, string key)
    {
        return from.TryGetValue(key, out JsonElement value) ? value.ToString() : "";
    }

    private static decimal Number(Dictionary<string, JsonElement> from, string key, decimal otherwise)
    {
        return from.TryGetValue(key, out JsonElement value) ? value.GetDecimal() : otherwise;
    }

    private bool Require(string rule, string where, bool holds, string what)
    {
        if (!holds)
        {
            Report(rule, where, "not so: " + what);
        }

        return holds;
    }

    private void Report(string rule, string where, string what)
    {
        _findings.Add(rule + " " + where + ": " + what);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[^/#+ ~]+(/[^/#+ ~]+)*$")]
    private static partial Regex TopicPattern();

    [GeneratedRegex(@"^\{\{ value_json((?:\.\w+|\[\d+\])+) \}\}$")]
    private static partial Regex TemplatePattern();

    [GeneratedRegex(@"\.(?<name>\w+)|\[(?<index>\d+)\]")]
    private static partial Regex StepPattern();
}
