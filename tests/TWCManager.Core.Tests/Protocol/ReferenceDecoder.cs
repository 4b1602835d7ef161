namespace TWCManager.Core.Tests.Protocol;

/// <summary>The receive rules once more, written for reading and not for a chip: splits a whole stretch and judges piece by piece.</summary>
internal static class ReferenceDecoder
{
    private static readonly HashSet<int> s_normalOnly = [0xFDEC];
    private static readonly HashSet<int> s_longOnly = [0xFDED, 0xFDEE, 0xFDEF, 0xFDF1];
    private static readonly HashSet<int> s_meter = [0xFDEB];
    private static readonly HashSet<int> s_withoutSender = [0xFC1D, 0xFD19, 0xFD1A, 0xFD1B];

    private static readonly HashSet<int> s_shortOrNormal =
    [
        0xFCE1, 0xFBE2, 0xFDE2, 0xFBE0, 0xFDE0, 0xFC1D, 0xFB19, 0xFD19, 0xFB1A, 0xFD1A, 0xFB1B, 0xFD1B, 0xFBB4, 0xFDB4, 0xFBEB,
        0xFBEC, 0xFBED, 0xFBEE, 0xFBEF, 0xFBF1, 0xFCB1, 0xFDB1, 0xFCB2, 0xFDB2,
    ];

    /// <summary>What comes of a stretch: the unescaped frame in hex for a message, the rule's name for a drop, "noise" for noise.</summary>
    public static List<string> Decode(byte[] stretch, int ownId)
    {
        List<string> outcomes = [];
        List<byte[]> segments = Split(stretch);
        for (int i = 1; i < segments.Count; i++)
        {
            bool isClosed = i < segments.Count - 1;
            string? outcome = isClosed || segments[i].Length > 40 ? Judge(segments[i], ownId) : null;
            if (outcome != null)
            {
                outcomes.Add(outcome);
            }
        }

        return outcomes;
    }

    /// <summary>Unescapes, or gives null for a broken escape.</summary>
    public static byte[]? Unescape(byte[] segment)
    {
        List<byte> plain = [];
        for (int i = 0; i < segment.Length; i++)
        {
            if (segment[i] != 0xDB)
            {
                plain.Add(segment[i]);
                continue;
            }

            i++;
            if (i == segment.Length || (segment[i] != 0xDC && segment[i] != 0xDD))
            {
                return null;
            }

            plain.Add(segment[i] == 0xDC ? (byte)0xC0 : (byte)0xDB);
        }

        return [.. plain];
    }

    public static bool HasRightSum(byte[] frame)
    {
        return frame.Skip(1).Take(frame.Length - 2).Sum(b => b) % 256 == frame[^1];
    }

    private static List<byte[]> Split(byte[] stretch)
    {
        List<byte[]> segments = [];
        int start = 0;
        for (int i = 0; i <= stretch.Length; i++)
        {
            if (i == stretch.Length || stretch[i] == 0xC0)
            {
                segments.Add(stretch[start..i]);
                start = i + 1;
            }
        }

        return segments;
    }

    private static string? Judge(byte[] segment, int ownId)
    {
        if (segment.Length == 0)
        {
            return null;
        }

        if (segment.Length <= 4)
        {
            return "noise";
        }

        if (segment.Length > 40)
        {
            return "overflow";
        }

        byte[]? frame = Unescape(segment);
        if (frame == null)
        {
            return "bad_escape";
        }

        if (frame.Length is not (14 or 16 or 20))
        {
            return "bad_length";
        }

        return HasRightSum(frame) ? JudgeType(frame, ownId) : "bad_checksum";
    }

    private static string JudgeType(byte[] frame, int ownId)
    {
        int opcode = (frame[0] << 8) | frame[1];
        bool fits = frame.Length switch
        {
            14 => s_shortOrNormal.Contains(opcode),
            16 => s_shortOrNormal.Contains(opcode) || s_normalOnly.Contains(opcode) || s_meter.Contains(opcode),
            _ => s_longOnly.Contains(opcode) || s_meter.Contains(opcode),
        };
        if (!fits)
        {
            bool isKnown = s_shortOrNormal.Contains(opcode) || s_normalOnly.Contains(opcode) || s_meter.Contains(opcode)
                || s_longOnly.Contains(opcode);
            return isKnown ? "bad_length" : "unknown_type";
        }

        bool isOurs = !s_withoutSender.Contains(opcode) && ((frame[2] << 8) | frame[3]) == ownId;
        return isOurs ? "echo" : Convert.ToHexString(frame);
    }
}
