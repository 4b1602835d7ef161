using TWCManager.Core.Documents;
using TWCManager.Core.Json;
using TWCManager.Core.Settings;

namespace TWCManager.Core.HomeAssistant;

/// <summary>Writes single components of a Home Assistant discovery message, in the short keys of its documentation.</summary>
internal sealed class ComponentWriter
{
    /// <summary>Seconds after which a measured value counts as gone; it is published at least every 60 s.</summary>
    private const int ExpireSeconds = 300;

    private readonly JsonWriter _json;

    /// <summary>Makes a writer into <paramref name="json"/>.</summary>
    public ComponentWriter(JsonWriter json)
    {
        _json = json;
    }

    /// <summary>What every unique id begins with; belongs to one device.</summary>
    public string IdPrefix { get; set; }

    /// <summary>Opens a component; <see cref="JsonWriter.EndObject"/> closes it.</summary>
    /// <param name="deviceClass">Null for none.</param>
    public void Begin(string platform, string key, string name, string deviceClass)
    {
        _json.Name(key);
        _json.BeginObject();
        _json.Field("p", platform);
        _json.Field("uniq_id", IdPrefix + key);
        _json.Field("name", name);
        if (deviceClass != null)
        {
            _json.Field("dev_cla", deviceClass);
        }
    }

    /// <summary>A component that is no longer there: nothing but its platform takes it away.</summary>
    public void TakeBack(string platform, string key)
    {
        _json.Name(key);
        _json.BeginObject();
        _json.Field("p", platform);
        _json.EndObject();
    }

    /// <summary>Where in the state document its value is.</summary>
    public void Value(string path)
    {
        _json.Field("val_tpl", "{{ value_json." + path + " }}");
    }

    /// <summary>A whole sensor with a unit.</summary>
    public void Measured(string key, string name, string deviceClass, string unit, string path)
    {
        BeginMeasured(key, name, deviceClass, unit, path);
        _json.EndObject();
    }

    /// <summary>The same, counted as gone when no message comes.</summary>
    public void Power(string key, string name, string path)
    {
        BeginMeasured(key, name, "power", "W", path);
        _json.Field("exp_aft", ExpireSeconds);
        _json.EndObject();
    }

    /// <summary>A counter in kWh that only grows.</summary>
    public void Energy(string key, string name, string path)
    {
        Begin("sensor", key, name, "energy");
        _json.Field("unit_of_meas", "kWh");
        _json.Field("stat_cla", "total_increasing");
        _json.Field("sug_dsp_prc", 2);
        Value(path);
        _json.EndObject();
    }

    /// <summary>Voltage of a phase, a detail.</summary>
    public void Voltage(string key, string name, string path, bool isEnabled)
    {
        BeginMeasured(key, name, "voltage", "V", path);
        Diagnostic();
        if (!isEnabled)
        {
            Disabled();
        }

        _json.EndObject();
    }

    /// <summary>A sensor of one word out of a list.</summary>
    public void BeginWord(string key, string name, string path, string[] options)
    {
        Begin("sensor", key, name, "enum");
        Options(options);
        Value(path);
    }

    /// <summary>A sensor of free text.</summary>
    public void BeginText(string key, string name, string path)
    {
        Begin("sensor", key, name, null);
        Value(path);
    }

    /// <summary>Yes or no.</summary>
    public void BeginBinary(string key, string name, string deviceClass, string path)
    {
        Begin("binary_sensor", key, name, deviceClass);
        Value(path);
    }

    /// <summary>The words it can have.</summary>
    public void Options(string[] options)
    {
        _json.Name("ops");
        _json.BeginArray();
        for (int i = 0; i < options.Length; i++)
        {
            _json.Value(options[i]);
        }

        _json.EndArray();
    }

    /// <summary>A detail, kept off the automatic dashboards.</summary>
    public void Diagnostic()
    {
        _json.Field("ent_cat", "diagnostic");
    }

    /// <summary>Something to be set once, kept off the automatic dashboards.</summary>
    public void Config()
    {
        _json.Field("ent_cat", "config");
    }

    /// <summary>Not shown until the user asks for it.</summary>
    public void Disabled()
    {
        _json.Field("en", false);
    }

    /// <summary>Opens a control of a setting, with its topics.</summary>
    public void BeginSetting(string platform, int setting, string name, string deviceClass, Topics topics)
    {
        SettingDefinition definition = SettingsTable.Of(setting);
        Begin(platform, definition.Name, name, deviceClass);
        _json.Field("stat_t", topics.Settings);
        _json.Field("cmd_t", topics.SettingSet(definition.Name));
        Value(definition.Name);
    }

    /// <summary>A choice that each wall connector has for itself; its value is in the connector's state.</summary>
    public void SelectFor(int setting, string name, string commandTopic)
    {
        SettingDefinition definition = SettingsTable.Of(setting);
        Begin("select", definition.Name, name, null);
        Config();
        Options(definition.Choices);
        _json.Field("cmd_t", commandTopic);
        Value(definition.Name);
        _json.EndObject();
    }

    /// <summary>A number that is a setting; range and unit are those of the setting.</summary>
    /// <param name="maximum">Highest value that may be entered.</param>
    public void NumberSetting(int setting, string name, string deviceClass, int maximum, Topics topics)
    {
        BeginNumberSetting(setting, name, deviceClass, topics);
        Range(SettingsTable.Of(setting).Minimum, maximum);
        _json.EndObject();
    }

    /// <summary>Opens a number that is a setting; its range is still to be written.</summary>
    public void BeginNumberSetting(int setting, string name, string deviceClass, Topics topics)
    {
        BeginSetting("number", setting, name, deviceClass, topics);
        Config();
        _json.Field("unit_of_meas", SettingsTable.Of(setting).Unit);
    }

    /// <summary>Range of a number, in steps of one.</summary>
    public void Range(int minimum, int maximum)
    {
        _json.Field("min", minimum);
        _json.Field("max", maximum);
        _json.Field("mode", "box");
    }

    private void BeginMeasured(string key, string name, string deviceClass, string unit, string path)
    {
        Begin("sensor", key, name, deviceClass);
        _json.Field("unit_of_meas", unit);
        _json.Field("stat_cla", "measurement");
        Value(path);
    }
}
