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

    /// <summary>The entity of a published value.</summary>
    /// <param name="idText">Id of the wall connector; null for the site.</param>
    public void Entity(StatusDocument document, ValueRow row, string idText, Topics topics)
    {
        bool isBinary = row.Kind == EntityKind.Binary || row.Kind == EntityKind.Doctor;
        Begin(isBinary ? "binary_sensor" : row.Kind == EntityKind.Choice ? "select" : "sensor", row.Id, row.Name, row.DeviceClass);
        switch (row.Kind)
        {
            case EntityKind.Measured:
                Unit(row, "measurement");
                Value(PathOf(row));
                if (row.DeviceClass == "power")
                {
                    _json.Field("exp_aft", ExpireSeconds);
                }

                break;
            case EntityKind.Counter:
                Unit(row, "total_increasing");
                _json.Field("sug_dsp_prc", 2);
                Value(PathOf(row));
                break;
            case EntityKind.Word:
                Options(document.WordsOf(row));
                Value(PathOf(row));
                break;
            case EntityKind.Choice:
                Config();
                Options(SettingsTable.Of(SettingsTable.Find(row.Key)).Choices);
                _json.Field("cmd_t", topics.ConnectorSettingSet(idText, row.Key));
                Value(PathOf(row));
                break;
            default:
                Value(PathOf(row));
                EndPlain(row, topics);
                break;
        }

        EndEntity(row, topics);
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

    private static string PathOf(ValueRow row)
    {
        return row.Parent == null ? row.Key : row.Element >= 0 ? row.Parent + "[" + row.Element.ToString() + "]" : row.Parent + "." + row.Key;
    }

    private void Unit(ValueRow row, string stateClass)
    {
        _json.Field("unit_of_meas", row.Unit);
        _json.Field("stat_cla", stateClass);
    }

    private void EndPlain(ValueRow row, Topics topics)
    {
        if (row.Unit != null)
        {
            _json.Field("unit_of_meas", row.Unit);
            _json.Field("sug_dsp_prc", 2);
        }

        if (row.Kind == EntityKind.Doctor)
        {
            _json.Field("stat_t", topics.Doctor);
            _json.Field("json_attr_t", topics.Doctor);
        }
    }

    private void EndEntity(ValueRow row, Topics topics)
    {
        if (row.IsDiagnostic)
        {
            Diagnostic();
        }

        if (row.IsDisabled)
        {
            Disabled();
        }

        if (row.StaysAvailable)
        {
            _json.Name("avty");
            _json.BeginArray();
            _json.BeginObject();
            _json.Field("t", topics.Status);
            _json.EndObject();
            _json.EndArray();
        }

        _json.EndObject();
    }
}
