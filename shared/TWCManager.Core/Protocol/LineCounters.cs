namespace TWCManager.Core.Protocol;

/// <summary>How many frames came and what was dropped since the start: all that a user has to judge a cable by. The counts wrap.</summary>
public sealed class LineCounters
{
    /// <summary>Messages taken.</summary>
    public int Frames { get; internal set; }

    /// <summary>Pieces of one to four bytes. One per frame is normal.</summary>
    public int Noise { get; internal set; }

    /// <summary>Valid frames with our own id as the sender.</summary>
    public int Echo { get; internal set; }

    /// <summary>Segments with a broken escape.</summary>
    public int BadEscape { get; internal set; }

    /// <summary>Segments of a length that does not occur.</summary>
    public int BadLength { get; internal set; }

    /// <summary>Segments with a wrong checksum.</summary>
    public int BadChecksum { get; internal set; }

    /// <summary>Valid frames of a type without a name.</summary>
    public int UnknownType { get; internal set; }

    /// <summary>Stretches too long for any frame.</summary>
    public int Overflow { get; internal set; }

    /// <summary>Frames that began and then fell silent.</summary>
    public int Timeouts { get; internal set; }

    internal void Count(DropReason reason)
    {
        switch (reason)
        {
            case DropReason.Noise:
                Noise++;
                break;
            case DropReason.Echo:
                Echo++;
                break;
            case DropReason.BadEscape:
                BadEscape++;
                break;
            case DropReason.BadLength:
                BadLength++;
                break;
            case DropReason.BadChecksum:
                BadChecksum++;
                break;
            case DropReason.UnknownType:
                UnknownType++;
                break;
            case DropReason.Overflow:
                Overflow++;
                break;
        }
    }
}
