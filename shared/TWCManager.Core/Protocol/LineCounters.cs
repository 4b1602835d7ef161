namespace TWCManager.Core.Protocol;

/// <summary>How many frames came and what was dropped since the start: all that a user has to judge a cable by. The counts wrap.</summary>
public sealed class LineCounters
{
    /// <summary>What a lost frame counts for where bytes that were no frame are added up: the usual length on the wire.</summary>
    internal const int BytesOfLostFrame = 18;

    private const int FewestOnes = 3;

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

    /// <summary>Bytes that belonged to no frame. One or two per frame is what transceivers leave behind.</summary>
    public int Stray { get; internal set; }

    /// <summary>Stretches of a frame's length that began without a delimiter. In none of the counts above.</summary>
    public int Headless { get; internal set; }

    /// <summary>Lost frames that looked as if their first bits had been cut off: the delimiter came as F8, F0 or the like.</summary>
    public int ClippedStarts { get; internal set; }

    /// <summary>Lost frames that looked as if their closing delimiter had been cut off.</summary>
    public int ClippedEnds { get; internal set; }

    /// <summary>Lost frames that ended in several FF.</summary>
    public int OnesTails { get; internal set; }

    /// <summary>Lost frames that began well and were too short, or too long, by some bytes.</summary>
    public int WrongLengths { get; internal set; }

    /// <summary>Lost frames that began as a frame does.</summary>
    public int KnownStarts { get; internal set; }

    /// <summary>Damaged frames: those that began and did not arrive whole. The one definition for the doctor, the noise watch and the screen. A whole frame of an unknown type is not damaged.</summary>
    public int Lost
    {
        get { return BadEscape + BadLength + BadChecksum + Overflow + Timeouts + Headless; }
    }

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

    /// <summary>Sorts a lost frame by how it looks.</summary>
    /// <param name="frame">Its first bytes; only read.</param>
    /// <param name="length">Its length; 0 when only its end is known to be wrong.</param>
    /// <param name="last">Its last byte as it came.</param>
    /// <param name="ones">How many FF it ended with.</param>
    /// <remarks>Source: docs/protocol.md#receive-rules.</remarks>
    internal void CountShape(byte[] frame, int length, int last, int ones, bool isBadLength)
    {
        bool isKnown = MessageTable.IsKnown((frame[0] << 8) | frame[1]);
        KnownStarts += isKnown ? 1 : 0;
        if (length > 0 && IsClipped(frame[0]) && ((frame[1] >= 0xFB && frame[1] <= 0xFD) || IsClipped(frame[1])))
        {
            ClippedStarts++;
        }
        else if (ones >= FewestOnes)
        {
            OnesTails++;
        }
        else if ((isBadLength || length == 0) && IsClipped(last))
        {
            ClippedEnds++;
        }
        else if (isBadLength && isKnown)
        {
            WrongLengths++;
        }
    }

    // A delimiter is a start bit, six zeros and two ones. With the first of them cut off, fewer zeros are left.
    private static bool IsClipped(int b)
    {
        return b == 0xE0 || b == 0xF0 || b == 0xF8 || b == 0xFC || b >= 0xFE;
    }
}
