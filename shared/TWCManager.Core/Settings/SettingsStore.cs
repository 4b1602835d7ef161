using TWCManager.Core.Files;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Settings;

/// <summary>Keeps the settings in settings.json and its second copy. Never throws, whatever the files hold.</summary>
/// <remarks>
/// One member per line, secrets in plain text, and of an installer limit the local ceiling. A limit that was lowered remotely has a member of its own,
/// named like the limit with LoweredTo behind it. May be edited by hand: then without the checksum line.
/// </remarks>
public sealed class SettingsStore
{
    /// <summary>Longest file in bytes.</summary>
    public const int FileCapacity = 8192;

    /// <summary>Base name of the files.</summary>
    public const string BaseName = "settings";

    /// <summary>Least time between two saves in ms: somebody who moves a slider must not wear out the flash.</summary>
    public const long PauseMs = 5000;

    // Most files are shorter. Room for the longest is asked for only when it is needed.
    private const int UsualLength = 2048;

    private const long FirstRetryMs = 10000;
    private const long LongestRetryMs = 3600000;
    private const int MaximumComplaints = 5;
    private const string LoweredSuffix = "LoweredTo";

    private readonly CheckedFile _file;
    // There only while a save is under way: between two saves its memory belongs to others.
    private JsonWriter _document;
    private string _complaints;
    private int _complaintCount;
    private int _savedVersion;
    private int _sealedVersion;
    private int _sealedLength;
    private bool _needsRepair;
    private bool _hasSaved;
    private long _savedMs;
    private long _retryMs = FirstRetryMs;

    public SettingsStore(IStorage storage)
    {
        _file = new CheckedFile(storage, BaseName);
    }

    /// <summary>Null, or a sentence for the log: what was wrong with the file and what was done. Never shows a secret.</summary>
    public string Problem { get; private set; }

    /// <summary>Reads the files into settings that still have their defaults. Of a file with bad values the good ones are used.</summary>
    public void Load(ChargerSettings settings)
    {
        _document = null;
        byte[] content = new byte[FileCapacity];
        int length = _file.Load(content);
        Problem = _file.Problem;
        _needsRepair = _file.Origin == FileOrigin.Backup;
        if (_file.Origin == FileOrigin.Damaged)
        {
            Problem = Problem + "; all settings have their defaults";
        }

        if (length >= 0)
        {
            Apply(settings, content, length);
        }

        // What was just read need not be written. What changes from here on must.
        _savedVersion = settings.Version;
    }

    /// <summary>Saves when something changed, at most every <see cref="PauseMs"/>, and again when a write failed.</summary>
    public void Tick(ChargerSettings settings, long nowMs)
    {
        bool isWanted = _needsRepair || settings.Version != _savedVersion;
        bool hasFailed = _file.HasFailed;
        if (!isWanted && !hasFailed)
        {
            return;
        }

        if (_hasSaved && nowMs - _savedMs < (isWanted ? PauseMs : _retryMs))
        {
            return;
        }

        // The storage counts failures of all files: that of another one must not make us write for ever, hence ever more rarely.
        _retryMs = hasFailed ? (_retryMs < LongestRetryMs / 2 ? _retryMs * 2 : LongestRetryMs) : FirstRetryMs;
        if (Save(settings))
        {
            Problem = hasFailed ? _file.Name + " may not have been written; it is written again" : null;
            _hasSaved = true;
            _savedMs = nowMs;
        }
    }

    /// <summary>Saves at once what is not saved yet: for an orderly end.</summary>
    /// <returns>False when the storage did not take it.</returns>
    public bool Flush(ChargerSettings settings)
    {
        return (!_needsRepair && settings.Version == _savedVersion) || Save(settings);
    }

    private bool Save(ChargerSettings settings)
    {
        // While the storage does not take it, the same document is offered again: writing it is the slow part.
        if (_document == null || _sealedVersion != settings.Version)
        {
            MakeDocument(settings);
        }

        if (_sealedLength <= 0 || !_file.TryWrite(_document.Buffer, _sealedLength))
        {
            return false;
        }

        _savedVersion = _sealedVersion;
        _document = null;
        _needsRepair = false;
        return true;
    }

    private void MakeDocument(ChargerSettings settings)
    {
        _sealedVersion = settings.Version;
        WriteDocument(settings, UsualLength);
        if (_sealedLength < 0)
        {
            WriteDocument(settings, FileCapacity);
        }
    }

    private void WriteDocument(ChargerSettings settings, int capacity)
    {
        _document = null;
        JsonWriter writer = new JsonWriter(capacity);
        writer.BreaksLines = true;
        CheckedFile.Begin(writer);
        for (int i = 0; i < Setting.Count; i++)
        {
            SettingDefinition definition = SettingsTable.Of(i);
            writer.Name(definition.Name);
            settings.WriteStored(writer, i, definition);
            if (definition.IsInstallerLimit && settings.Number(i) < settings.Ceiling(i))
            {
                writer.Field(definition.Name + LoweredSuffix, settings.Number(i));
            }
        }

        writer.EndObject();
        _sealedLength = writer.IsComplete && CheckedFile.Seal(writer.Buffer, writer.Length) ? writer.Length : -1;
        _document = writer;
    }

    private void Apply(ChargerSettings settings, byte[] content, int length)
    {
        _complaints = "";
        _complaintCount = 0;
        string[] lowered = new string[Setting.Count];
        JsonReader reader = new JsonReader();
        reader.Reset(content, length);
        reader.Read();
        while (reader.Read() == JsonToken.Name)
        {
            ApplyMember(settings, reader, lowered);
        }

        // Last, because a limit may only be lowered once it is known, wherever in the file it stands.
        for (int i = 0; i < Setting.Count; i++)
        {
            string error;
            if (lowered[i] != null && !settings.TryLoadLowered(i, lowered[i], out error))
            {
                Complain(error);
            }
        }

        if (_complaintCount > 0)
        {
            string others = _complaintCount > MaximumComplaints ? "; and " + (_complaintCount - MaximumComplaints).ToString() + " more" : "";
            Problem = (Problem == null ? "" : Problem + "; ") + "In the settings file: " + _complaints + others + "; the other values are used";
        }
    }

    private void ApplyMember(ChargerSettings settings, JsonReader reader, string[] lowered)
    {
        string name = reader.GetText();
        if (name == CheckedFile.ChecksumName)
        {
            reader.Skip();
            return;
        }

        string value;
        string error;
        if (!ChargerSettings.TryReadPlain(reader, name, out value, out error))
        {
            reader.Skip();
            Complain(error);
            return;
        }

        int limit = LimitOfLowered(name);
        if (limit >= 0)
        {
            lowered[limit] = value;
        }
        else if (!settings.TryLoad(name, value, out error))
        {
            Complain(error);
        }
    }

    private static int LimitOfLowered(string name)
    {
        int stem = name.Length - LoweredSuffix.Length;
        if (stem <= 0 || name.Substring(stem) != LoweredSuffix)
        {
            return -1;
        }

        int setting = SettingsTable.Find(name.Substring(0, stem));
        return setting >= 0 && SettingsTable.Of(setting).IsInstallerLimit ? setting : -1;
    }

    private void Complain(string error)
    {
        _complaintCount++;
        if (_complaintCount <= MaximumComplaints)
        {
            _complaints = _complaints + (_complaints.Length == 0 ? "" : "; ") + error;
        }
    }
}
