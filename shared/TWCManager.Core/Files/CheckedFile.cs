using System;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Files;

/// <summary>A JSON object kept twice, NAME.json and NAME.bak, each with a checksum, so that a power cut at any moment leaves one good. Knows nothing of what is in it.</summary>
/// <remarks>
/// The checksum is the first member, "checksum": CRC-32 in hex over all bytes behind it. A file without it is taken as written by hand. First, because
/// a write that a power cut tore may leave a new beginning on an old end: that must not look like a file without checksum.
/// </remarks>
public sealed class CheckedFile
{
    /// <summary>Name of the member with the checksum: whoever reads the content passes over it.</summary>
    public const string ChecksumName = "checksum";

    private const string Opening = "{\"checksum\":\"";
    private const string NoChecksum = "00000000";
    private const int Missing = -1;
    private const int Unreadable = -2;
    private const int NoObject = -3;
    private const int BadChecksum = -4;

    private readonly IStorage _storage;
    private readonly string _mainName;
    private readonly string _backupName;
    private bool _isMainBad;
    private bool _hasSaved;
    private int _failuresBefore;

    /// <summary>Makes the two files NAME.json and NAME.bak known; touches none.</summary>
    public CheckedFile(IStorage storage, string baseName)
    {
        _storage = storage;
        _mainName = baseName + ".json";
        _backupName = baseName + ".bak";
    }

    /// <summary>Where the last <see cref="Load"/> found something.</summary>
    public FileOrigin Origin { get; private set; }

    /// <summary>Null, or a sentence on what was wrong at the last <see cref="Load"/> and what was used instead.</summary>
    public string Problem { get; private set; }

    /// <summary>Name of the file itself.</summary>
    public string Name
    {
        get { return _mainName; }
    }

    /// <summary>True when a write failed since the last <see cref="TryWrite"/> that was taken: perhaps this one.</summary>
    public bool HasFailed
    {
        get { return _hasSaved && _storage.Failures != _failuresBefore; }
    }

    /// <summary>Reads the file, or its second copy if the file is missing or damaged. May block: used at start only.</summary>
    /// <param name="buffer">Receives a whole JSON object, its checksum verified where it has one.</param>
    /// <returns>Its length in bytes, or -1 when there is nothing good.</returns>
    public int Load(byte[] buffer)
    {
        Problem = null;
        _isMainBad = false;
        int length = ReadOne(_mainName, buffer);
        if (length >= 0)
        {
            Origin = FileOrigin.Main;
            return length;
        }

        int verdict = length;
        length = ReadOne(_backupName, buffer);
        if (length >= 0)
        {
            _isMainBad = true;
            Origin = FileOrigin.Backup;
            Problem = _mainName + Complaint(verdict) + "; its copy " + _backupName + " is used";
            return length;
        }

        if (verdict == Missing && length == Missing)
        {
            Origin = FileOrigin.Missing;
            return -1;
        }

        Origin = FileOrigin.Damaged;
        Problem = _mainName + Complaint(verdict) + " and its copy " + _backupName + Complaint(length) + "; nothing of them is used";
        return -1;
    }

    /// <summary>Opens an object that is to be saved, with room for its checksum.</summary>
    public static void Begin(JsonWriter writer)
    {
        writer.BeginObject();
        writer.Field(ChecksumName, NoChecksum);
    }

    /// <summary>Puts the checksum into an object that <see cref="Begin"/> opened.</summary>
    /// <param name="buffer">A whole JSON object; its checksum is changed.</param>
    /// <param name="length">Bytes of the object.</param>
    /// <returns>False, and nothing changed, when it is no such object.</returns>
    public static bool Seal(byte[] buffer, int length)
    {
        int digits = DigitsOf(buffer, length);
        if (digits < 0 || buffer[length - 1] != '}')
        {
            return false;
        }

        Crc32.PutText(Crc(buffer, digits, length), buffer, digits);
        return true;
    }

    /// <summary>Adds the checksum and hands both copies to the storage.</summary>
    /// <param name="buffer">A whole JSON object that <see cref="Begin"/> opened; its checksum is changed.</param>
    /// <param name="length">Bytes of the object.</param>
    /// <returns>False when the storage did not take it all, or it is no such object: call again with a fresh one.</returns>
    public bool TrySave(byte[] buffer, int length)
    {
        return Seal(buffer, length) && TryWrite(buffer, length);
    }

    /// <summary>Hands both copies of an object that has its checksum to the storage.</summary>
    /// <param name="buffer">A sealed object; only read.</param>
    /// <param name="length">Bytes with the checksum.</param>
    /// <returns>False when the storage did not take it all: call again.</returns>
    public bool TryWrite(byte[] buffer, int length)
    {
        int failures = _storage.Failures;
        // The copy that is known to be bad goes first: a power cut may spoil the one that is being written.
        string first = _isMainBad ? _mainName : _backupName;
        string second = _isMainBad ? _backupName : _mainName;
        if (!_storage.TryWrite(first, buffer, length) || !_storage.TryWrite(second, buffer, length))
        {
            return false;
        }

        _failuresBefore = failures;
        _hasSaved = true;
        _isMainBad = false;
        return true;
    }

    private int ReadOne(string name, byte[] buffer)
    {
        int length = _storage.Read(name, buffer);
        if (length < 0 || length > buffer.Length)
        {
            return length == Missing ? Missing : Unreadable;
        }

        // Some editors put this mark before UTF-8 text.
        if (length >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF)
        {
            length -= 3;
            Array.Copy(buffer, 3, buffer, 0, length);
        }

        bool hasChecksum;
        if (!IsObject(buffer, length, out hasChecksum))
        {
            return NoObject;
        }

        return !hasChecksum || HasRightChecksum(buffer, length) ? length : BadChecksum;
    }

    private static bool IsObject(byte[] buffer, int length, out bool hasChecksum)
    {
        hasChecksum = false;
        JsonReader reader = new JsonReader();
        reader.Reset(buffer, length);
        if (reader.Read() != JsonToken.BeginObject)
        {
            return false;
        }

        JsonToken token;
        do
        {
            token = reader.Read();
            hasChecksum |= token == JsonToken.Name && reader.Depth == 1 && reader.TextIs(ChecksumName);
        }
        while (token != JsonToken.End && token != JsonToken.Error);

        return token == JsonToken.End;
    }

    private static bool HasRightChecksum(byte[] buffer, int length)
    {
        int digits = DigitsOf(buffer, length);
        return digits > 0 && Crc32.IsText(Crc(buffer, digits, length), buffer, digits);
    }

    // Over all that follows the digits, but the blanks that an editor may leave at the end.
    private static uint Crc(byte[] buffer, int digits, int length)
    {
        while (IsBlank(buffer[length - 1]))
        {
            length--;
        }

        int start = digits + Crc32.TextLength;
        return Crc32.Of(buffer, start, length - start);
    }

    // Where the checksum's digits begin, or -1 when the object does not begin with it.
    private static int DigitsOf(byte[] buffer, int length)
    {
        int at = 0;
        for (int i = 0; i < Opening.Length; i++, at++)
        {
            while (at < length && IsBlank(buffer[at]))
            {
                at++;
            }

            if (at >= length || buffer[at] != Opening[i])
            {
                return -1;
            }
        }

        return at + Crc32.TextLength < length ? at : -1;
    }

    private static bool IsBlank(byte b)
    {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static string Complaint(int verdict)
    {
        switch (verdict)
        {
            case Missing:
                return " is missing";
            case Unreadable:
                return " cannot be read or is too long";
            case BadChecksum:
                return " does not match its checksum (after editing by hand, delete the checksum line)";
            default:
                return " is no whole JSON object";
        }
    }
}
