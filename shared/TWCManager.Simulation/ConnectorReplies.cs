using System.Text;

namespace TWCManager.Simulation;

/// <summary>Content of all that a connector says, byte by byte, without checksum.</summary>
internal static class ConnectorReplies
{
    /// <summary>Bytes of the longest content.</summary>
    public const int LongestContent = 19;

    private const int Protocol1Content = 13;
    private const int Protocol2Content = 15;

    // Volts wander by a little, the same for all who ask within this time.
    private const int VoltsStepMs = 10000;

    /// <summary>Fills in the announcement.</summary>
    /// <returns>Length.</returns>
    public static int FillLinkReady(Span<byte> content, SimulatedConnector unit)
    {
        Begin(content, 0xE2, unit);
        content[4] = (byte)unit.Sign;
        content[5] = (byte)(unit.Setup.RatedCentiamps >> 8);
        content[6] = (byte)unit.Setup.RatedCentiamps;
        return NormalLength(unit);
    }

    /// <summary>Fills in the answer to a heartbeat.</summary>
    /// <returns>Length.</returns>
    public static int FillHeartbeat(Span<byte> content, SimulatedConnector unit, int state, int drawCentiamps)
    {
        int reported = drawCentiamps == 0 ? unit.Setup.PhantomCentiamps : drawCentiamps;
        Begin(content, 0xE0, unit);
        content[4] = (byte)(unit.MasterId >> 8);
        content[5] = (byte)unit.MasterId;
        content[6] = (byte)state;
        content[7] = (byte)(unit.ConfirmedCentiamps >> 8);
        content[8] = (byte)unit.ConfirmedCentiamps;
        content[9] = (byte)(reported >> 8);
        content[10] = (byte)reported;
        return NormalLength(unit);
    }

    /// <summary>Fills in the reply to a request.</summary>
    /// <param name="content">19 bytes.</param>
    /// <param name="isAddressed">False for a request to nobody; only the three oldest are answered then.</param>
    /// <returns>Length, or 0 when this unit does not answer.</returns>
    public static int Fill(Span<byte> content, int type, bool isAddressed, SimulatedConnector unit, long nowMs)
    {
        int length = NormalLength(unit);
        Begin(content, type, unit);
        switch (type)
        {
            case 0xFB19:
                content[2..length].Fill(0xFF);
                Encoding.ASCII.GetBytes(unit.Setup.SerialNumber, content[2..]);
                return length;
            case 0xFB1A:
                Encoding.ASCII.GetBytes("1050067-01-", content[2..]);
                return length;
            case 0xFB1B:
                FillVersion(content[2..], unit.Setup.Model);
                return length;
        }

        return isAddressed ? FillAddressed(content, type, unit, nowMs) : 0;
    }

    private static void Begin(Span<byte> content, int type, SimulatedConnector unit)
    {
        content.Clear();
        content[0] = 0xFD;
        content[1] = (byte)type;
        content[2] = (byte)(unit.Id >> 8);
        content[3] = (byte)unit.Id;
    }

    private static int NormalLength(SimulatedConnector unit)
    {
        return unit.Setup.IsProtocol2 ? Protocol2Content : Protocol1Content;
    }

    private static int FillAddressed(Span<byte> content, int type, SimulatedConnector unit, long nowMs)
    {
        bool isNewest = unit.Setup.Model == ConnectorModel.Firmware453;
        string vin = unit.Car != null && unit.Car.SpeaksCan ? unit.Car.Vin.PadRight(17, '\0') : new string('\0', 17);
        switch (type)
        {
            case 0xFBEB when unit.Setup.IsProtocol2:
                return FillMeter(content, unit, nowMs);
            case 0xFBB4 when isNewest:
                content[4] = (byte)unit.PlugState;
                return Protocol2Content;
            case 0xFBEC when isNewest:
                FillVersion(content[4..], unit.Setup.Model);
                content[7] = 2;
                return Protocol2Content;
            case 0xFBED when isNewest:
                return FillText(content, unit.Setup.SerialNumber);
            case 0xFBEE when isNewest:
                return FillText(content, vin[..7]);
            case 0xFBEF when isNewest:
                return FillText(content, vin[7..14]);
            case 0xFBF1 when isNewest:
                return FillText(content, vin[14..17]);
            case 0xFCB1 when isNewest:
            case 0xFCB2 when isNewest:
                return Protocol2Content;
            default:
                return 0;
        }
    }

    private static int FillText(Span<byte> content, string text)
    {
        Encoding.ASCII.GetBytes(text, content[4..]);
        return LongestContent;
    }

    private static void FillVersion(Span<byte> into, ConnectorModel model)
    {
        into[0] = 4;
        into[1] = (byte)(model == ConnectorModel.Firmware453 ? 5 : 4);
        into[2] = (byte)(model == ConnectorModel.Firmware453 ? 3 : 13);
    }

    private static int FillMeter(Span<byte> content, SimulatedConnector unit, long nowMs)
    {
        ConnectorSetup setup = unit.Setup;
        long counter = setup.MeterCounter + unit.Faults.CounterOffset
            + (long)(unit.MeterWattHours * unit.Faults.CounterPercent / 100 / (setup.CountsWattHours ? 1 : 1000));
        for (int i = 0; i < 4; i++)
        {
            content[4 + i] = (byte)(counter >> (24 - 8 * i));
        }

        for (int phase = 0; phase < setup.WiredPhases; phase++)
        {
            int volts = setup.Volts + (int)(SteadyNoise.At(setup.Id + phase, nowMs / VoltsStepMs) * 5) - 2;
            content[8 + 2 * phase] = (byte)(volts >> 8);
            content[9 + 2 * phase] = (byte)volts;
        }

        if (setup.Model != ConnectorModel.Firmware453)
        {
            return Protocol2Content;
        }

        for (int phase = 0; phase < unit.UsedPhases; phase++)
        {
            content[14 + phase] = (byte)((unit.DrawCentiamps + 25) / 50);
        }

        return LongestContent;
    }
}
