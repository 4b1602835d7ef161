using TWCManager.Core.Json;

namespace TWCManager.Core.Protocol;

/// <summary>The encoding half of <see cref="FrameJson"/>: one JSON object in, one frame out, checked like any frame that leaves.</summary>
internal sealed class FrameEncoder
{
    private const string Forbidden = "forbidden";
    private const int WordMaximum = 0xFFFF;

    // What a unit uses that never restarts; connectors do not mind.
    private const int DefaultSign = 0x77;

    private readonly JsonReader _reader = new JsonReader();
    private readonly FrameBuilder _builder = new FrameBuilder();
    private readonly int _ownId;
    private int _opcode;
    private int _protocolVersion;
    private int _from;
    private int _to;
    private int _sign;
    private int _command;
    private int _limitCentiamps;
    private int _masterPlug;
    private int _maxCentiamps;
    private bool _hasType;
    private string _error;

    public FrameEncoder(int ownId)
    {
        _ownId = ownId;
    }

    public byte[] Wire
    {
        get { return _builder.Buffer; }
    }

    public int WireLength { get; private set; }

    /// <summary>Makes the frame; null when that went well, else why not.</summary>
    public string Encode(byte[] json, int length)
    {
        Clear();
        if (!ReadObject(json, length))
        {
            return "the line must be one JSON object";
        }

        if (!_hasType || _opcode == Message.None)
        {
            return _hasType ? "type must be the name of a message" : "type is missing";
        }

        // First of all: whoever asks for a forbidden frame shall hear that, not which field of it is wrong.
        if (!TransmitGuard.AllowsOpcode(_opcode))
        {
            return Forbidden;
        }

        if (_opcode == Opcode.MasterHeartbeat && _command != Message.None && !TransmitGuard.AllowsCommand(_command))
        {
            return Forbidden;
        }

        if (_error != null)
        {
            return _error;
        }

        return Build();
    }

    private void Clear()
    {
        WireLength = 0;
        _opcode = Message.None;
        _protocolVersion = 2;
        _from = _ownId;
        _to = Message.None;
        _sign = DefaultSign;
        _command = Message.None;
        _limitCentiamps = Message.None;
        _masterPlug = 0;
        _maxCentiamps = 0;
        _hasType = false;
        _error = null;
    }

    private string Build()
    {
        string missing = FindMissing();
        if (missing != null)
        {
            return missing + " is missing";
        }

        _builder.Begin(_opcode, _protocolVersion);
        _builder.PutWord(2, _from);
        switch (_opcode)
        {
            case Opcode.MasterLinkReady1:
            case Opcode.MasterLinkReady2:
                _builder.PutByte(4, _sign);
                _builder.PutWord(5, _maxCentiamps);
                break;
            case Opcode.MasterHeartbeat:
                _builder.PutWord(4, _to);
                _builder.PutByte(6, _command);
                _builder.PutWord(7, _limitCentiamps == Message.None ? 0 : _limitCentiamps);
                _builder.PutByte(9, _masterPlug);
                break;
            default:
                _builder.PutWord(4, _to);
                break;
        }

        _builder.Finish();
        if (!TransmitGuard.Allows(_builder.Buffer, _builder.Length))
        {
            return Forbidden;
        }

        WireLength = _builder.Length;
        return null;
    }

    // A limit that somebody forgot must not become an order for 0 A.
    private string FindMissing()
    {
        if (_opcode == Opcode.MasterLinkReady1 || _opcode == Opcode.MasterLinkReady2)
        {
            return null;
        }

        if (_to == Message.None)
        {
            return "to";
        }

        if (_opcode == Opcode.MasterHeartbeat)
        {
            if (_command == Message.None)
            {
                return "command";
            }

            if (_command != 0 && _limitCentiamps == Message.None)
            {
                return "limitCentiamps";
            }
        }

        return null;
    }

    private bool ReadObject(byte[] json, int length)
    {
        _reader.Reset(json, length);
        if (_reader.Read() != JsonToken.BeginObject)
        {
            return false;
        }

        while (_reader.Read() == JsonToken.Name)
        {
            ReadField();
        }

        return _reader.Token == JsonToken.EndObject && _reader.Read() == JsonToken.End;
    }

    private void ReadField()
    {
        if (_reader.TextIs("type"))
        {
            _reader.Read();
            _hasType = true;
            _opcode = MessageNames.Find(_reader);
            _reader.Skip();
        }
        else if (_reader.TextIs("protocol"))
        {
            _protocolVersion = ReadNumber("protocol", 1, 2);
        }
        else if (_reader.TextIs("from"))
        {
            _from = ReadHex("from", 4);
        }
        else if (_reader.TextIs("to"))
        {
            _to = ReadHex("to", 4);
        }
        else if (_reader.TextIs("sign"))
        {
            _sign = ReadHex("sign", 2);
        }
        else
        {
            ReadNumberField();
        }
    }

    private void ReadNumberField()
    {
        if (_reader.TextIs("command"))
        {
            _command = ReadNumber("command", 0, 0xFF);
        }
        else if (_reader.TextIs("limitCentiamps"))
        {
            _limitCentiamps = ReadNumber("limitCentiamps", 0, TransmitGuard.MaxLimitCentiamps);
        }
        else if (_reader.TextIs("masterPlug"))
        {
            _masterPlug = ReadNumber("masterPlug", 0, 1);
        }
        else if (_reader.TextIs("maxCentiamps"))
        {
            _maxCentiamps = ReadNumber("maxCentiamps", 0, WordMaximum);
        }
        else
        {
            // A misspelt name must not pass for a field that was left out. Fields of answers are no mistake, only of no use here.
            if (!IsFieldOfAnswer())
            {
                Fail("there is no field " + _reader.GetText());
            }

            _reader.Skip();
        }
    }

    private bool IsFieldOfAnswer()
    {
        return _reader.TextIs("state") || _reader.TextIs("actualCentiamps") || _reader.TextIs("energy") || _reader.TextIs("volts")
            || _reader.TextIs("halfAmps") || _reader.TextIs("text") || _reader.TextIs("version") || _reader.TextIs("plug");
    }

    private int ReadNumber(string name, int minimum, int maximum)
    {
        int value;
        _reader.Read();
        if (_reader.TryGetInt(out value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        _reader.Skip();
        Fail(name + " must be a whole number from " + minimum.ToString() + " to " + maximum.ToString());
        return Message.None;
    }

    private int ReadHex(string name, int digits)
    {
        _reader.Read();
        if (_reader.Token == JsonToken.Text)
        {
            int value = HexValue(_reader.GetText(), digits);
            if (value >= 0)
            {
                return value;
            }
        }

        _reader.Skip();
        Fail(name + " must be a text of " + digits.ToString() + " hex digits, " + (digits == 4 ? "0000 to FFFF" : "00 to FF"));
        return Message.None;
    }

    private static int HexValue(string text, int digits)
    {
        if (text.Length != digits)
        {
            return Message.None;
        }

        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            int digit = HexBytes.DigitOf(text[i]);
            if (digit < 0)
            {
                return Message.None;
            }

            value = (value << 4) | digit;
        }

        return value;
    }

    private void Fail(string error)
    {
        if (_error == null)
        {
            _error = error;
        }
    }
}
