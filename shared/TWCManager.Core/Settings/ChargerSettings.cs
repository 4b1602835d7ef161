using TWCManager.Core.Json;

namespace TWCManager.Core.Settings;

/// <summary>The values of all settings, and the only way to change them: checked, whole or not at all, with a sentence for each refusal.</summary>
/// <remarks>
/// Knows nothing of files and topics. A change is local (set-up page, file, command line) or remote (MQTT). Installer limits have a ceiling that
/// only a local change sets; a remote one moves the value between 1 and the ceiling. Setting the ceiling sets the value to it.
/// </remarks>
public sealed class ChargerSettings
{
    /// <summary>Most members of one object that are looked at.</summary>
    public const int MaximumMembers = 64;

    private readonly JsonReader _reader = new JsonReader();
    private readonly bool[] _isNamed = new bool[Setting.Count];
    private SettingValues _values = new SettingValues();
    // There only during a change, which is rare.
    private SettingValues _draft;

    /// <summary>Makes the defaults.</summary>
    public ChargerSettings()
    {
        for (int i = 0; i < Setting.Count; i++)
        {
            string error;
            SettingDefinition definition = SettingsTable.Of(i);
            SettingParser.TryParse(definition, definition.Default, out _values.Numbers[i], out _values.Texts[i], out error);
        }
    }

    /// <summary>The values as they are; another object after each change.</summary>
    internal SettingValues Values
    {
        get { return _values; }
    }

    /// <summary>Grows with every change that made a difference.</summary>
    public int Version { get; private set; }

    /// <summary>Value in the setting's unit: a number; 0 or 1 of a flag; index of a choice; minute of the day; bitmap of days (bit 0 = Monday); number of a bus id.</summary>
    /// <param name="setting">One of <see cref="Setting"/>.</param>
    /// <returns>0 for other texts.</returns>
    public int Number(int setting)
    {
        return _values.Numbers[setting];
    }

    /// <summary>Value of a flag.</summary>
    public bool Flag(int setting)
    {
        return _values.Numbers[setting] != 0;
    }

    /// <summary>Value as text in its usual spelling, secrets too. Allocates unless the setting is a text.</summary>
    public string Text(int setting)
    {
        string text = _values.Texts[setting];
        return text != null ? text : SettingParser.TextOf(SettingsTable.Of(setting), _values.Numbers[setting]);
    }

    /// <summary>Index of the word that a choice per wall connector has for one of them. Allocates: keep it until <see cref="Version"/> grows.</summary>
    /// <param name="idText">Its id, four upper-case hex digits.</param>
    public int ChoiceFor(int setting, string idText)
    {
        return ChoicePerTwc.IndexOf(SettingsTable.Of(setting).Choices, WordFor(setting, idText));
    }

    /// <summary>Whether a choice per wall connector has a word for any of them, heard from or not. Allocates: keep it until <see cref="Version"/> grows.</summary>
    public bool HasChoice(int setting, int choice)
    {
        return _values.Texts[setting].IndexOf(SettingsTable.Of(setting).Choices[choice]) >= 0;
    }

    /// <summary>Both wiring limits have been entered: without them nothing is sent and nothing charges.</summary>
    public bool HasWiringLimits
    {
        get { return _values.Numbers[Setting.WiringMaxAmpsAllTWCs] > 0 && _values.Numbers[Setting.WiringMaxAmpsPerTWC] > 0; }
    }

    /// <summary>The word that a choice per wall connector has for one of them. Allocates.</summary>
    /// <param name="idText">Its id, four upper-case hex digits.</param>
    public string WordFor(int setting, string idText)
    {
        return ChoicePerTwc.WordFor(_values.Texts[setting], idText);
    }

    /// <summary>What was set locally for an installer limit, in its unit; 0 for other settings.</summary>
    public int Ceiling(int setting)
    {
        return _values.Ceilings[setting];
    }

    /// <summary>Names of the secrets that the last change made us forget, because the address they belong to changed over the network; empty for none.</summary>
    public string Forgotten { get; private set; } = "";

    /// <summary>Changes one setting.</summary>
    /// <param name="isLocal">False for what came over the network.</param>
    /// <param name="error">Null, or a sentence for whoever asked; never shows a secret.</param>
    /// <returns>False, and nothing changed, when it is refused.</returns>
    public bool TrySet(string name, string value, bool isLocal, out string error)
    {
        BeginDraft();
        return TryDraft(name, value, isLocal, out error) && TryApply(isLocal, SettingsTable.Find(name), out error);
    }

    /// <summary>Changes a choice per wall connector for one of them; the others keep what they have.</summary>
    /// <param name="idText">Its id, four hex digits.</param>
    /// <param name="error">Null, or a sentence for whoever asked.</param>
    /// <returns>False, and nothing changed, when it is refused.</returns>
    public bool TrySetFor(string name, string idText, string word, bool isLocal, out string error)
    {
        int setting = SettingsTable.Find(name);
        SettingDefinition definition = setting < 0 ? null : SettingsTable.Of(setting);
        if (definition == null || definition.Kind != SettingKind.ChoicePerTwc)
        {
            error = SettingParser.Quote(name) + " is no setting that wall connectors have each for themselves";
            return false;
        }

        if (!ChoicePerTwc.IsId(idText.ToLower()))
        {
            error = SettingParser.Quote(idText) + " is no id of a wall connector: four hex digits, such as 2019";
            return false;
        }

        string plain = SettingParser.TrimBlanks(word).ToLower();
        string list = ChoicePerTwc.With(_values.Texts[setting], idText.ToUpper(), plain);
        if (ChoicePerTwc.IndexOf(definition.Choices, plain) >= 0)
        {
            return TrySet(name, list, isLocal, out error);
        }

        error = name + " must be " + definition.ChoicesInWords() + SettingParser.Got(definition, word);
        return false;
    }

    /// <summary>Changes several settings at once: all of them or none.</summary>
    /// <param name="json">An object of names and texts, numbers, true or false; only read, its first <paramref name="length"/> bytes.</param>
    /// <param name="isLocal">False for what came over MQTT. The web page counts as local, but a secret does not move to another address from there either.</param>
    /// <param name="error">Null, or a sentence that names the first culprit; never shows a secret.</param>
    /// <returns>False, and nothing changed, when anything is refused.</returns>
    public bool TrySetAll(byte[] json, int length, bool isLocal, out string error)
    {
        BeginDraft();
        _reader.Reset(json, length);
        return TryDraftObject(isLocal, out error) && TryApply(false, -1, out error);
    }

    /// <summary>Writes a value as JSON: numbers as numbers, flags as true or false, others as text, and null for a secret.</summary>
    public void WriteValue(JsonWriter into, int setting)
    {
        SettingDefinition definition = SettingsTable.Of(setting);
        if (definition.IsSecret)
        {
            into.Null();
        }
        else
        {
            WriteAnyValue(into, setting, definition);
        }
    }

    /// <summary>Writes an object of all settings, secrets left out.</summary>
    public void WriteAll(JsonWriter into)
    {
        into.BeginObject();
        for (int i = 0; i < Setting.Count; i++)
        {
            SettingDefinition definition = SettingsTable.Of(i);
            if (!definition.IsSecret)
            {
                into.Name(definition.Name);
                WriteAnyValue(into, i, definition);
            }
        }

        into.EndObject();
    }

    // For the file, which must hold secrets too, and for an installer limit its ceiling.
    internal void WriteStored(JsonWriter into, int setting, SettingDefinition definition)
    {
        if (definition.IsInstallerLimit)
        {
            into.Value(_values.Ceilings[setting]);
        }
        else
        {
            WriteAnyValue(into, setting, definition);
        }
    }

    // From the file: value by value, so that one bad value does not cost the good ones, and without the rule across settings,
    // because lowering a limit may have left them in that state.
    internal bool TryLoad(string name, string value, out string error)
    {
        BeginDraft();
        if (!TryDraft(name, value, true, out error))
        {
            return false;
        }

        Apply();
        return true;
    }

    // From the file: a limit that was lowered remotely.
    internal bool TryLoadLowered(int setting, string value, out string error)
    {
        BeginDraft();
        if (!TryDraft(SettingsTable.Of(setting).Name, value, false, out error))
        {
            return false;
        }

        Apply();
        return true;
    }

    private void BeginDraft()
    {
        _draft = new SettingValues();
        _draft.CopyFrom(_values);
    }

    private bool TryDraftObject(bool isLocal, out string error)
    {
        error = null;
        for (int i = 0; i < Setting.Count; i++)
        {
            _isNamed[i] = false;
        }

        if (_reader.Read() != JsonToken.BeginObject)
        {
            error = "Settings must be one JSON object of names and values";
            return false;
        }

        int members = 0;
        while (_reader.Read() == JsonToken.Name)
        {
            members++;
            if (members > MaximumMembers)
            {
                error = "The object has more than " + MaximumMembers.ToString() + " members";
                return false;
            }

            if (!TryDraftMember(isLocal, out error))
            {
                return false;
            }
        }

        if (_reader.Token == JsonToken.EndObject && _reader.Read() == JsonToken.End)
        {
            return true;
        }

        error = _reader.Depth == 0 ? "There is more text after the end of the JSON object" : "The settings are no valid JSON" + AfterMember(members);
        return false;
    }

    private static string AfterMember(int members)
    {
        return members == 0 ? "" : ": the fault is behind member " + members.ToString();
    }

    private bool TryDraftMember(bool isLocal, out string error)
    {
        string name = _reader.GetText();
        int setting = SettingsTable.Find(name);
        if (setting >= 0 && _isNamed[setting])
        {
            error = name + " is given twice";
            return false;
        }

        if (setting >= 0)
        {
            _isNamed[setting] = true;
        }

        string value;
        return TryReadPlain(_reader, name, out value, out error) && TryDraft(name, value, isLocal, out error);
    }

    /// <summary>Reads the value of a member as text.</summary>
    internal static bool TryReadPlain(JsonReader reader, string name, out string value, out string error)
    {
        value = null;
        error = null;
        switch (reader.Read())
        {
            case JsonToken.Text:
            case JsonToken.Number:
                value = reader.GetText();
                return true;
            case JsonToken.True:
                value = "true";
                return true;
            case JsonToken.False:
                value = "false";
                return true;
            case JsonToken.Error:
                error = "The value of " + SettingParser.Quote(name) + " is no valid JSON";
                return false;
            default:
                error = "The value of " + SettingParser.Quote(name) + " must be a text, a number, true or false";
                return false;
        }
    }

    private bool TryDraft(string name, string value, bool isLocal, out string error)
    {
        int setting = name == null ? -1 : SettingsTable.Find(name);
        if (setting < 0)
        {
            error = "There is no setting " + (name == null ? "without a name" : SettingParser.Quote(name));
            return false;
        }

        int number;
        string usual;
        SettingDefinition definition = SettingsTable.Of(setting);
        if (!SettingParser.TryParse(definition, value, out number, out usual, out error))
        {
            return false;
        }

        if (definition.IsLocalOnly && !isLocal)
        {
            error = definition.Name + " cannot be changed remotely: use the web page, the command line or the settings file";
            return false;
        }

        if (definition.IsInstallerLimit && !isLocal)
        {
            error = RemoteError(definition, number, _draft.Ceilings[setting]);
            if (error != null)
            {
                return false;
            }
        }
        else if (definition.IsInstallerLimit)
        {
            _draft.Ceilings[setting] = number;
        }

        _draft.Numbers[setting] = number;
        _draft.Texts[setting] = usual;
        return true;
    }

    private static string RemoteError(SettingDefinition definition, int number, int ceiling)
    {
        if (ceiling == 0)
        {
            return definition.Name + " has not been set locally yet, and before that it cannot be set remotely";
        }

        string range = "it may be 1 to " + ceiling.ToString() + " " + definition.Unit;
        if (number == 0)
        {
            return definition.Name + " cannot be unset remotely; " + range;
        }

        return number <= ceiling ? null : definition.Name + " cannot be raised above its local value remotely; " + range + ", got \"" + number.ToString() + "\"";
    }

    // keepsSecrets: at the command line, where an owner moves a whole installation. named: the one setting that was given, or -1 for those of an object.
    private bool TryApply(bool keepsSecrets, int named, out string error)
    {
        error = null;
        Forgotten = "";
        int minimum = _draft.Numbers[Setting.MinAmpsPerTWC];
        int limit = _draft.Numbers[Setting.WiringMaxAmpsPerTWC];
        // Only who moves the minimum is asked: lowering a limit must always be possible.
        if (minimum != _values.Numbers[Setting.MinAmpsPerTWC] && limit > 0 && minimum > limit)
        {
            error = "minAmpsPerTWC must not be above wiringMaxAmpsPerTWC, which is " + limit.ToString() + " A, got \"" + minimum.ToString() + "\"";
            return false;
        }

        for (int i = 0; i < Setting.Count && !keepsSecrets; i++)
        {
            bool isGiven = named < 0 ? _isNamed[i] : named == i;
            if (!isGiven && _draft.Texts[i] != null && _draft.Texts[i].Length > 0)
            {
                ForgetIfMoved(i);
            }
        }

        Apply();
        return true;
    }

    // A token or password that went along to a new address would be anybody's who may set the address.
    private void ForgetIfMoved(int setting)
    {
        SettingDefinition definition = SettingsTable.Of(setting);
        if (definition.IsSecret && definition.Address != SettingDefinition.NoAddress
            && (HasMoved(definition.Address) || HasMoved(definition.AddressPort) || HasMoved(definition.AddressTls)))
        {
            _draft.Texts[setting] = "";
            Forgotten = Forgotten.Length == 0 ? definition.Name : Forgotten + ", " + definition.Name;
        }
    }

    private bool HasMoved(int setting)
    {
        return _draft.Numbers[setting] != _values.Numbers[setting] || _draft.Texts[setting] != _values.Texts[setting];
    }

    private void Apply()
    {
        if (!_draft.IsSameAs(_values))
        {
            _values = _draft;
            Version++;
        }

        _draft = null;
    }

    private void WriteAnyValue(JsonWriter into, int setting, SettingDefinition definition)
    {
        switch (definition.Kind)
        {
            case SettingKind.Number:
                into.Value(_values.Numbers[setting]);
                break;
            case SettingKind.Flag:
                into.Value(_values.Numbers[setting] != 0);
                break;
            default:
                into.Value(Text(setting));
                break;
        }
    }
}
