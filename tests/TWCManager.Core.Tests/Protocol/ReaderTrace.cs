using TWCManager.Core.Protocol;

namespace TWCManager.Core.Tests.Protocol;

/// <summary>Pushes bytes into a reader and notes what comes out, in the words of <see cref="ReferenceDecoder"/>.</summary>
internal static class ReaderTrace
{
    public static List<string> Of(FrameReader reader, params byte[] bytes)
    {
        List<string> outcomes = [];
        foreach (byte b in bytes)
        {
            switch (reader.Push(b))
            {
                case ReadResult.Message:
                    outcomes.Add(Convert.ToHexString(reader.RawFrame, 0, reader.RawLength));
                    break;
                case ReadResult.Dropped:
                    outcomes.Add(NameOf(reader.LastDrop));
                    break;
            }
        }

        return outcomes;
    }

    public static string NameOf(DropReason reason)
    {
        return reason switch
        {
            DropReason.Noise => "noise",
            DropReason.Echo => "echo",
            DropReason.BadEscape => "bad_escape",
            DropReason.BadLength => "bad_length",
            DropReason.BadChecksum => "bad_checksum",
            DropReason.UnknownType => "unknown_type",
            DropReason.Overflow => "overflow",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
    }
}
