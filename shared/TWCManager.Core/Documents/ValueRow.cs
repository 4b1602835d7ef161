namespace TWCManager.Core.Documents;

/// <summary>One published value: its key in the document, its form, which change counts, and what it is in Home Assistant.</summary>
/// <remarks>One object is filled anew for each row, so that the table costs a small device no memory. The first call of a row clears the row before.</remarks>
public sealed class ValueRow
{
    /// <summary>Key in the document; null for an element of a list.</summary>
    public string Key { get; private set; }

    /// <summary>Key of the object or list that it stands in; null for none.</summary>
    public string Parent { get; private set; }

    /// <summary>Its place in the list, from 0 on; -1 when it stands in none.</summary>
    public int Element { get; private set; }

    /// <summary>How it is written.</summary>
    public ValueForm Form { get; private set; }

    /// <summary>Unit as people and Home Assistant write it; null for none.</summary>
    public string Unit { get; private set; }

    /// <summary>Which change of it is worth a message.</summary>
    public Watch Watch { get; private set; }

    /// <summary>Null while the connector is not heard.</summary>
    public bool NeedsLink { get; private set; }

    /// <summary>Null while the connector's meter has said nothing lately.</summary>
    public bool NeedsMeter { get; private set; }

    /// <summary>What it is in Home Assistant.</summary>
    public EntityKind Kind { get; private set; }

    /// <summary>Its place in the announcement, from 0 on: the order in which Home Assistant shows a new device.</summary>
    public int Place { get; private set; }

    /// <summary>Key of the entity and end of its unique id. Never changed: it is how Home Assistant knows the entity.</summary>
    public string Id { get; private set; }

    /// <summary>Name of the entity as people read it; null for none.</summary>
    public string Name { get; private set; }

    /// <summary>Home Assistant's device class; null for none.</summary>
    public string DeviceClass { get; private set; }

    /// <summary>Words that it can have, between commas; null when the document finds them elsewhere.</summary>
    public string Words { get; private set; }

    /// <summary>A detail, kept off the automatic dashboards.</summary>
    public bool IsDiagnostic { get; private set; }

    /// <summary>Not shown until the user asks for it.</summary>
    public bool IsDisabled { get; private set; }

    /// <summary>Says something about a connector that is not heard, so it stays available then.</summary>
    public bool StaysAvailable { get; private set; }

    /// <summary>A whole number.</summary>
    public ValueRow Number(string key, string unit = null)
    {
        return Begin(key, ValueForm.Number, unit);
    }

    /// <summary>Power in W, with its dead band.</summary>
    public ValueRow Watts(string key)
    {
        return Begin(key, ValueForm.Number, "W").Watched(Watch.Power);
    }

    /// <summary>Current in 0.01 A.</summary>
    public ValueRow Amps(string key)
    {
        return Begin(key, ValueForm.Hundredths, "A");
    }

    /// <summary>Voltage in V, with its dead band; 0 means that no wire is there, which is no voltage of a phase.</summary>
    public ValueRow Volts(string key)
    {
        return Begin(key, ValueForm.Positive, "V").Watched(Watch.Voltage);
    }

    /// <summary>Energy in Wh, written in kWh.</summary>
    public ValueRow KilowattHours(string key)
    {
        return Begin(key, ValueForm.Thousandths, "kWh");
    }

    /// <summary>A state that Home Assistant takes for a binary one.</summary>
    public ValueRow OnOff(string key)
    {
        return Begin(key, ValueForm.OnOff, null);
    }

    /// <summary>True or false.</summary>
    public ValueRow Truth(string key)
    {
        return Begin(key, ValueForm.Truth, null);
    }

    /// <summary>A text or a word.</summary>
    public ValueRow Text(string key)
    {
        return Begin(key, ValueForm.Text, null);
    }

    /// <summary>A moment, in seconds of UTC.</summary>
    public ValueRow Time(string key)
    {
        return Begin(key, ValueForm.Time, null);
    }

    /// <summary>An object or array that the document writes itself.</summary>
    public ValueRow Own(string key)
    {
        return Begin(key, ValueForm.Own, null);
    }

    /// <summary>Something that is not in the document; only a change of it counts.</summary>
    /// <param name="key">What it is called in another document; null for nothing.</param>
    public ValueRow Hidden(string key = null)
    {
        return Begin(key, ValueForm.Hidden, null);
    }

    /// <summary>Puts it into an object; rows of one object follow each other.</summary>
    public ValueRow In(string parent)
    {
        Parent = parent;
        return this;
    }

    /// <summary>Puts it into a list; rows of one list follow each other.</summary>
    public ValueRow In(string parent, int element)
    {
        Parent = parent;
        Element = element;
        return this;
    }

    /// <summary>Says which change is worth a message.</summary>
    public ValueRow Watched(Watch watch)
    {
        Watch = watch;
        return this;
    }

    /// <summary>Makes it null while the connector is not heard.</summary>
    public ValueRow WhenHeard()
    {
        NeedsLink = true;
        return this;
    }

    /// <summary>Makes it null while the meter has said nothing lately.</summary>
    public ValueRow WhenMetered()
    {
        NeedsMeter = true;
        return this;
    }

    /// <summary>Makes it an entity of Home Assistant.</summary>
    /// <param name="place">See <see cref="Place"/>.</param>
    /// <param name="id">See <see cref="Id"/>.</param>
    /// <param name="deviceClass">Null for none.</param>
    public ValueRow As(EntityKind kind, int place, string id, string name, string deviceClass = null)
    {
        Kind = kind;
        Place = place;
        Id = id;
        Name = name;
        DeviceClass = deviceClass;
        return this;
    }

    /// <summary>Makes it an entity of Home Assistant that has one of some words.</summary>
    public ValueRow AsWord(int place, string id, string name, string words)
    {
        Words = words;
        return As(EntityKind.Word, place, id, name, "enum");
    }

    /// <summary>Makes the entity a detail.</summary>
    public ValueRow Diagnostic()
    {
        IsDiagnostic = true;
        return this;
    }

    /// <summary>Hides the entity until the user asks for it.</summary>
    public ValueRow Disabled()
    {
        IsDisabled = true;
        return this;
    }

    /// <summary>Keeps the entity available while the connector is not heard.</summary>
    public ValueRow Available()
    {
        StaysAvailable = true;
        return this;
    }

    private ValueRow Begin(string key, ValueForm form, string unit)
    {
        Key = key;
        Form = form;
        Unit = unit;
        Parent = null;
        Element = -1;
        Watch = Watch.None;
        NeedsLink = false;
        NeedsMeter = false;
        Kind = EntityKind.None;
        Place = -1;
        Id = null;
        Name = null;
        DeviceClass = null;
        Words = null;
        IsDiagnostic = false;
        IsDisabled = false;
        StaysAvailable = false;
        return this;
    }
}
