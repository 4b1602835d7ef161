namespace TWCManager.Simulation;

/// <summary>Says which frames of a master must never be on the line. Independent of the product's own allow-list.</summary>
public static class MasterAudit
{
    private const int HighestCentiamps = 8000;

    /// <summary>True for a frame that harms, disturbs or asks for too much.</summary>
    /// <param name="frame">Plain frame, checksum last, at least 13 bytes.</param>
    /// <param name="ratedCentiamps">What the addressed connector can carry, in 0.01 A.</param>
    public static bool IsForbidden(ReadOnlySpan<byte> frame, int ratedCentiamps)
    {
        switch (frame[0] << 8 | frame[1])
        {
            case 0xFCE1:
            case 0xFBE2:
            case 0xFBEB:
            case 0xFBEC:
            case 0xFBED:
            case 0xFBEE:
            case 0xFBEF:
            case 0xFBF1:
            case 0xFBB4:
            case 0xFCB1:
            case 0xFCB2:
                return false;
            case 0xFBE0:
                return IsForbiddenHeartbeat(frame, ratedCentiamps);
            default:
                return true;
        }
    }

    private static bool IsForbiddenHeartbeat(ReadOnlySpan<byte> frame, int ratedCentiamps)
    {
        int centiamps = frame[7] << 8 | frame[8];
        switch (frame[6])
        {
            case 0x00:
            case 0x06:
            case 0x07:
                return false;
            case 0x05:
            case 0x08:
            case 0x09:
                return centiamps > ratedCentiamps || centiamps > HighestCentiamps;
            default:
                return true;
        }
    }
}
