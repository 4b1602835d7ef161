using System;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Settings;

/// <summary>A JSON object kept twice, NAME.json and NAME.bak, each with a checksum, so that a power cut at any moment leaves one good. Knows nothing of what is in it.</summary>
/// <remarks>
/// The checksum is the last member, "checksum": CRC-32 in hex over all bytes before that member's name. A file without it is taken as written by hand.
/// </remarks>
public sealed class CheckedFile
{
    /// <summary>Bytes that a buffer must have to spare behind an object that is saved.</summary>
    public const int SealLength = 28;

    /// <summary>Name of the member with the checksum: whoever reads the content passes over it.</summary>
    public const string ChecksumName = "checksum";

    private const string QuotedName = "\"checksum\"";
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

    /// <summary>Adds the checksum to an object.</summary>
    /// <param name="buffer">A JSON object with <see cref="SealLength"/> bytes to spare behind it; its end is changed.</param>
    /// <param name="length">Bytes of the object.</param>
    /// <returns>Bytes with the checksum, or -1, and nothing changed, when there is no object or no room.</returns>
    public static int Seal(byte[] buffer, int length)
    {
        if (length < 2 || length + SealLength > buffer.Length || buffer[length - 1] != '}')
        {
            return -1;
        }

        int at = length - 1;
        if (buffer[at - 1] != '{')
        {
            buffer[at++] = (byte)',';
        }

        buffer[at++] = (byte)'\n';
        uint crc = Crc32.Of(buffer, 0, at);
        at = Put(QuotedName, buffer, at);
        at = Put(":\"", buffer, at);
        Crc32.PutText(crc, buffer, at);
        return Put("\"\n}\n", buffer, at + Crc32.TextLength);
    }

    /// <summary>Adds the checksum and hands both copies to the storage.</summary>
    /// <param name="buffer">A JSON object with <see cref="SealLength"/> bytes to spare behind it; its end is changed.</param>
    /// <param name="length">Bytes of the object.</param>
    /// <returns>False when the storage did not take it all, or there is no object or no room: call again with a fresh object.</returns>
    public bool TrySave(byte[] buffer, int length)
    {
        int sealedLength = Seal(buffer, length);
        return sealedLength >= 0 && TryWrite(buffer, sealedLength);
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

    private static int Put(string text, byte[] buffer, int at)
    {
        for (int i = 0; i < text.Length; i++)
        {
            buffer[at++] = (byte)text[i];
        }

        return at;
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

    // Backwards from the end: } "XXXXXXXX" : "checksum"
    private static bool HasRightChecksum(byte[] buffer, int length)
    {
        int at = BackOver((byte)'}', buffer, length);
        at = BackOver((byte)'"', buffer, at);
        int digits = at - Crc32.TextLength;
        at = BackOver((byte)'"', buffer, digits);
        at = BackOver((byte)':', buffer, at);
        int start = SkipBlanksBack(buffer, at) - QuotedName.Length;
        if (start < 1)
        {
            return false;
        }

        for (int i = 0; i < QuotedName.Length; i++)
        {
            if (buffer[start + i] != QuotedName[i])
            {
                return false;
            }
        }

        return Crc32.IsText(Crc32.Of(buffer, 0, start), buffer, digits);
    }

    // Index of the expected byte, blanks behind it passed over; 0 when there is another.
    private static int BackOver(byte expected, byte[] buffer, int end)
    {
        int at = SkipBlanksBack(buffer, end);
        return at > 0 && buffer[at - 1] == expected ? at - 1 : 0;
    }

    private static int SkipBlanksBack(byte[] buffer, int end)
    {
        while (end > 0 && (buffer[end - 1] == ' ' || buffer[end - 1] == '\n' || buffer[end - 1] == '\r' || buffer[end - 1] == '\t'))
        {
            end--;
        }

        return end;
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
