using TWCManager.Core.Json;

namespace TWCManager.Core.Energy;

/// <summary>The envelope that all Fronius replies share. HTTP says 200 for errors too: Head.Status.Code decides. Makes no garbage.</summary>
public abstract class FroniusReply
{
    /// <summary>The device is not available, an inverter that sleeps for example.</summary>
    protected const int NotAvailable = 12;

    /// <summary>No house has 10 MW: a larger number is damage, and what is below cannot overflow a sum.</summary>
    protected const int MaxWatts = 10000000;

    private const int NoCode = -1;
    private const int UnknownError = 255;
    private const int Running = 4;

    private bool _isWhole;
    private ReplyVerdict _verdict = ReplyVerdict.Retry;

    /// <summary>Sentence why the last reply gave nothing, made when asked; null after a good one.</summary>
    public string Problem
    {
        get
        {
            if (_verdict == ReplyVerdict.Ok)
            {
                return null;
            }

            if (!_isWhole)
            {
                return "the Fronius inverter sends a damaged reply";
            }

            return VerdictOf(Code) == ReplyVerdict.Ok ? "the Fronius inverter sends a reply without power data" : Describe(Code);
        }
    }

    /// <summary>Pulls the tokens.</summary>
    protected JsonReader Reader { get; } = new JsonReader();

    /// <summary>True if the reply carries the device's own time, which moves on in every new one.</summary>
    public bool IsStamped { get; private set; }

    /// <summary>Status code of the reply, or -1.</summary>
    protected int Code { get; private set; }

    /// <summary>Reads a body. After any verdict but <see cref="ReplyVerdict.Ok"/> everything is unknown.</summary>
    /// <param name="body">JSON text; only read, and only during the call.</param>
    /// <param name="length">Bytes of it that count.</param>
    public ReplyVerdict Read(byte[] body, int length)
    {
        Code = NoCode;
        IsStamped = false;
        Forget();
        _isWhole = TryReadDocument(body, length);
        _verdict = _isWhole ? Judge(VerdictOf(Code)) : ReplyVerdict.Retry;

        // Only a document that was whole to its last brace gets here: half a reply must not change half the readings.
        if (_verdict == ReplyVerdict.Ok)
        {
            Publish();
        }

        return _verdict;
    }

    /// <summary>Makes everything unknown.</summary>
    protected abstract void Forget();

    /// <summary>Reads the members of "Data", inside of which the reader stands, to its end.</summary>
    protected abstract void ReadData();

    /// <summary>Decides, knowing what was found, about a whole document.</summary>
    /// <param name="verdictOfCode">What the status code says.</param>
    protected abstract ReplyVerdict Judge(ReplyVerdict verdictOfCode);

    /// <summary>Shows what was found.</summary>
    protected abstract void Publish();

    /// <summary>Steps from a name into its object; jumps over any other value.</summary>
    protected bool Enter()
    {
        if (Reader.Read() == JsonToken.BeginObject)
        {
            return true;
        }

        Reader.Skip();
        return false;
    }

    private static ReplyVerdict VerdictOf(int code)
    {
        switch (code)
        {
            case 0:
            case Running:
                return ReplyVerdict.Ok;
            case 1:
            case 6:
            case 11:
                return ReplyVerdict.ConfigurationError;
            default:
                return ReplyVerdict.Retry;
        }
    }

    private static string Describe(int code)
    {
        if (code == NoCode)
        {
            return "the Fronius inverter sends a reply without a status code";
        }

        string sentence = "the Fronius inverter reports status code " + code.ToString();
        switch (code)
        {
            case 1:
            case 6:
            case 11:
                return sentence + ": it does not support this request";
            case 2:
            case 3:
                return sentence + ": it is still starting";
            case 5:
            case 7:
            case 8:
                return sentence + ": its data logger got no answer in time";
            case NotAvailable:
                return sentence + ": the device is not available, it may be asleep";
            case UnknownError:
                return sentence + ": an internal error";
            default:
                return sentence;
        }
    }

    private bool TryReadDocument(byte[] body, int length)
    {
        Reader.Reset(body, length);
        if (Reader.Read() != JsonToken.BeginObject)
        {
            return false;
        }

        while (Reader.Read() == JsonToken.Name)
        {
            if (Reader.TextIs("Head"))
            {
                ReadHead();
            }
            else if (Reader.TextIs("Body"))
            {
                ReadBody();
            }
            else
            {
                Reader.Skip();
            }
        }

        return Reader.Token == JsonToken.EndObject && Reader.Read() == JsonToken.End;
    }

    private void ReadHead()
    {
        if (!Enter())
        {
            return;
        }

        while (Reader.Read() == JsonToken.Name)
        {
            if (Reader.TextIs("Timestamp"))
            {
                IsStamped = Reader.Read() == JsonToken.Text;
                Reader.Skip();
            }
            else if (!Reader.TextIs("Status"))
            {
                Reader.Skip();
            }
            else if (Enter())
            {
                ReadStatus();
            }
        }
    }

    private void ReadStatus()
    {
        while (Reader.Read() == JsonToken.Name)
        {
            if (!Reader.TextIs("Code"))
            {
                Reader.Skip();
                continue;
            }

            int code;
            Reader.Read();
            Code = Reader.TryGetInt(out code) ? code : NoCode;
            Reader.Skip();
        }
    }

    private void ReadBody()
    {
        if (!Enter())
        {
            return;
        }

        while (Reader.Read() == JsonToken.Name)
        {
            if (!Reader.TextIs("Data"))
            {
                Reader.Skip();
            }
            else if (Enter())
            {
                ReadData();
            }
        }
    }
}
