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

    private const long FirstRetryMs = 10000;
    private const long LongestRetryMs = 3600000;
    private const int MaximumComplaints = 5;
    private const string LoweredSuffix = "LoweredTo";

    private readonly CheckedFile _file;
    private readonly JsonReader _reader = new JsonReader();
    private readonly JsonWriter _writer = new JsonWriter(FileCapacity);
    private readonly string[] _lowered = new string[Setting.Count];
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
        _writer.BreaksLines = true;
    }

    /// <summary>Null, or a sentence for the log: what was wrong with the file and what was done. Never shows a secret.</summary>
    public string Problem { get; private set; }

    /// <summary>Reads the files into settings that still have their defaults. Of a file with bad values the good ones are used.</summary>
    public void Load(ChargerSettings settings)
    {
        _sealedLength = 0;
        int length = _file.Load(_writer.Buffer);
        Problem = _file.Problem;
        _needsRepair = _file.Origin == FileOrigin.Backup;
        if (_file.Origin == FileOrigin.Damaged)
        {
            Problem = Problem + "; all settings have their defaults";
        }

        if (length >= 0)
        {
            Apply(settings, length);
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
        if (_sealedLength <= 0 || _sealedVersion != settings.Version)
        {
            WriteDocument(settings);
        }

        if (_sealedLength <= 0 || !_file.TryWrite(_writer.Buffer, _sealedLength))
        {
            return false;
        }

        _savedVersion = _sealedVersion;
        _sealedLength = 0;
        _needsRepair = false;
        return true;
    }

    private void WriteDocument(ChargerSettings settings)
    {
        _writer.Reset();
        _writer.BeginObject();
        for (int i = 0; i < Setting.Count; i++)
        {
            SettingDefinition definition = SettingsTable.All[i];
            _writer.Name(definition.Name);
            settings.WriteStored(_writer, i);
            if (definition.IsInstallerLimit && settings.Number(i) < settings.Ceiling(i))
            {
                _writer.Field(definition.Name + LoweredSuffix, settings.Number(i));
            }
        }

        _writer.EndObject();
        _sealedLength = _writer.IsComplete ? CheckedFile.Seal(_writer.Buffer, _writer.Length) : -1;
        _sealedVersion = settings.Version;
    }

    private void Apply(ChargerSettings settings, int length)
    {
        _complaints = "";
        _complaintCount = 0;
        for (int i = 0; i < Setting.Count; i++)
        {
            _lowered[i] = null;
        }

        _reader.Reset(_writer.Buffer, length);
        _reader.Read();
        while (_reader.Read() == JsonToken.Name)
        {
            ApplyMember(settings);
        }

        // Last, because a limit may only be lowered once it is known, wherever in the file it stands.
        for (int i = 0; i < Setting.Count; i++)
        {
            string error;
            if (_lowered[i] != null && !settings.TryLoadLowered(i, _lowered[i], out error))
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

    private void ApplyMember(ChargerSettings settings)
    {
        string name = _reader.GetText();
        if (name == CheckedFile.ChecksumName)
        {
            _reader.Skip();
            return;
        }

        string value;
        string error;
        if (!ChargerSettings.TryReadPlain(_reader, name, out value, out error))
        {
            _reader.Skip();
            Complain(error);
            return;
        }

        int limit = LimitOfLowered(name);
        if (limit >= 0)
        {
            _lowered[limit] = value;
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
        return setting >= 0 && SettingsTable.All[setting].IsInstallerLimit ? setting : -1;
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
