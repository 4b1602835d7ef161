using TWCManager.Core.Json;
using TWCManager.Core.Time;

namespace TWCManager.Core.Documents;

/// <summary>A document of published values: writes it, remembers what was published, and says what has changed since. All of it comes from the rows.</summary>
/// <remarks>Knows neither values nor topics. A kind of document gives the rows and, for each of them, the value.</remarks>
public abstract class StatusDocument
{
    /// <summary>A value that is not known, as <see cref="Number"/> says it.</summary>
    public const int Unknown = DeadBand.Unknown;

    private static readonly char[] s_comma = { ',' };

    private readonly WatchList _watches;
    private readonly ValueRow _row;
    private int[] _published;
    private string[] _publishedTexts;

    /// <summary>Makes a document that was never published.</summary>
    /// <param name="watches">Shared by all documents of the kind.</param>
    /// <param name="row">Shared by all documents: filled anew for each row.</param>
    protected StatusDocument(WatchList watches, ValueRow row)
    {
        _watches = watches;
        _row = row;
    }

    /// <summary>Rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>The time of the look, on the clock of the ticks.</summary>
    protected long NowMs { get; private set; }

    /// <summary>One row, 0 to <see cref="Count"/> - 1. Valid until the next one is asked for.</summary>
    public ValueRow RowAt(int index)
    {
        return Row(index, _row);
    }

    /// <summary>The words that an entity can have.</summary>
    public virtual string[] WordsOf(ValueRow row)
    {
        return row.Words.Split(s_comma);
    }

    /// <summary>What has changed since <see cref="Remember"/>. Allocates nothing.</summary>
    public Change Look(long nowMs)
    {
        if (_published == null)
        {
            return Change.Urgent;
        }

        Begin(nowMs);
        Change change = Change.None;
        int text = 0;
        for (int i = 0; i < _published.Length; i++)
        {
            int row = _watches.RowAt(i);
            Watch watch = _watches.WatchAt(i);
            bool isText = watch == Watch.UrgentText || watch == Watch.AnyText;
            Change found = isText ? LookAtText(_publishedTexts[text++], row, watch) : LookAtNumber(_published[i], row, watch);
            if (found == Change.Urgent)
            {
                return found;
            }

            if (found == Change.Measured)
            {
                change = found;
            }
        }

        return change;
    }

    /// <summary>Remembers what <see cref="Write"/> wrote: it was published.</summary>
    public void Remember(long nowMs)
    {
        Begin(nowMs);
        if (_published == null)
        {
            _watches.Follow(this);
            _published = new int[_watches.Count];
            _publishedTexts = new string[_watches.Texts];
        }

        int text = 0;
        for (int i = 0; i < _published.Length; i++)
        {
            int row = _watches.RowAt(i);
            Watch watch = _watches.WatchAt(i);
            if (watch == Watch.UrgentText || watch == Watch.AnyText)
            {
                _publishedTexts[text++] = Text(row);
            }
            else
            {
                _published[i] = (int)Number(row);
            }
        }
    }

    /// <summary>Writes the whole document. Every key is always there: a missing one is an error to programs that read it.</summary>
    public void Write(JsonWriter json, long nowMs)
    {
        Begin(nowMs);
        string parent = null;
        bool isList = false;
        json.BeginObject();
        for (int i = 0; i < Count; i++)
        {
            ValueRow row = RowAt(i);
            if (row.Form == ValueForm.Hidden)
            {
                continue;
            }

            if (row.Parent != parent)
            {
                EndParent(json, parent, isList);
                parent = row.Parent;
                isList = row.Element >= 0;
                BeginParent(json, parent, isList);
            }

            if (!isList)
            {
                json.Name(row.Key);
            }

            WriteValue(json, i, row);
        }

        EndParent(json, parent, isList);
        json.EndObject();
    }

    /// <summary>Fills in one row.</summary>
    protected abstract ValueRow Row(int index, ValueRow row);

    /// <summary>The value of a row as a number in the unit of its form, or <see cref="Unknown"/>. Of a text whose changes are urgent: what makes it another one.</summary>
    protected abstract long Number(int index);

    /// <summary>The value of a row of the form <see cref="ValueForm.Text"/>; null when it is not known.</summary>
    protected abstract string Text(int index);

    /// <summary>Writes the value of a row of the form <see cref="ValueForm.Own"/>.</summary>
    protected abstract void WriteOwn(int index, JsonWriter json);

    /// <summary>Finds once what many rows need.</summary>
    protected virtual void Begin(long nowMs)
    {
        NowMs = nowMs;
    }

    /// <summary>False while what the row says would be old.</summary>
    protected virtual bool IsPresent(ValueRow row)
    {
        return true;
    }

    /// <summary>True while a change of the text is none of its own.</summary>
    protected virtual bool IsQuiet(int index)
    {
        return false;
    }

    private static void BeginParent(JsonWriter json, string parent, bool isList)
    {
        if (parent == null)
        {
            return;
        }

        json.Name(parent);
        if (isList)
        {
            json.BeginArray();
        }
        else
        {
            json.BeginObject();
        }
    }

    private static void EndParent(JsonWriter json, string parent, bool isList)
    {
        if (parent == null)
        {
            return;
        }

        if (isList)
        {
            json.EndArray();
        }
        else
        {
            json.EndObject();
        }
    }

    private Change LookAtText(string before, int row, Watch watch)
    {
        bool isSame = before == Text(row) || IsQuiet(row);
        return isSame ? Change.None : watch == Watch.UrgentText ? Change.Urgent : Change.Measured;
    }

    private Change LookAtNumber(int before, int row, Watch watch)
    {
        int now = (int)Number(row);
        if (before == now)
        {
            return Change.None;
        }

        switch (watch)
        {
            case Watch.Urgent:
                return Change.Urgent;
            case Watch.WireState:
                // Some connectors blink to "busy" and back each second; that alone may wait like a measured value.
                return before != StateWords.BusyState && now != StateWords.BusyState ? Change.Urgent : Change.Measured;
            case Watch.Power:
                return DeadBand.IsPowerChange(before, now) ? Change.Measured : Change.None;
            case Watch.Current:
                return DeadBand.IsCurrentChange(before, now) ? Change.Measured : Change.None;
            case Watch.Voltage:
                return DeadBand.IsVoltageChange(before, now) ? Change.Measured : Change.None;
            default:
                return Change.Measured;
        }
    }

    private void WriteValue(JsonWriter json, int index, ValueRow row)
    {
        if (!IsPresent(row))
        {
            json.Null();
            return;
        }

        switch (row.Form)
        {
            case ValueForm.Text:
                json.Value(Text(index));
                return;
            case ValueForm.Own:
                WriteOwn(index, json);
                return;
        }

        long value = Number(index);
        if (value == Unknown || (row.Form == ValueForm.Positive && value <= 0))
        {
            json.Null();
            return;
        }

        switch (row.Form)
        {
            case ValueForm.Hundredths:
                json.Fixed(value, 2);
                break;
            case ValueForm.Thousandths:
                json.Fixed(value, 3);
                break;
            case ValueForm.OnOff:
                json.Value(StateWords.OnOff(value != 0));
                break;
            case ValueForm.Truth:
                json.Value(value != 0);
                break;
            case ValueForm.Time:
                json.Value(value > 0 ? CivilTime.FormatIso(value) : null);
                break;
            default:
                json.Value(value);
                break;
        }
    }
}
