namespace TWCManager.Core.Tests.Doctor;

/// <summary>Receivers that hear badly, for <see cref="TWCManager.Simulation.SimulatedBus.Receiver"/>.</summary>
static class BadReceivers
{
    private const int PauseUs = 5000;

    /// <summary>The first delimiter of a transmission comes late: some of its zeros are missing.</summary>
    public static Func<byte, long, byte[]> ClippedStart(byte heard) => (value, pauseUs) => [pauseUs > PauseUs && value == 0xC0 ? heard : value];

    /// <summary>The line is let go before the last delimiter is through; nothing follows it.</summary>
    public static Func<byte, long, byte[]> ClippedEnd(byte heard)
    {
        var count = 0;
        return (value, pauseUs) =>
        {
            count = pauseUs > PauseUs ? 0 : count + 1;
            return count > 1 && value == 0xC0 ? [heard] : [value];
        };
    }

    /// <summary>From a place on there are only ones, as when the driver was released early or two talk at once.</summary>
    public static Func<byte, long, byte[]> OnesTail(int from)
    {
        var count = 0;
        return (value, pauseUs) =>
        {
            count = pauseUs > PauseUs ? 0 : count + 1;
            return [count >= from && value != 0xC0 ? (byte)0xFF : value];
        };
    }

    /// <summary>Of every second transmission one byte inside is lost.</summary>
    public static Func<byte, long, byte[]> MissingByte()
    {
        var count = 0;
        var transmission = 0;
        return (value, pauseUs) =>
        {
            transmission += pauseUs > PauseUs ? 1 : 0;
            count = pauseUs > PauseUs ? 0 : count + 1;
            return count == 9 && transmission % 2 == 0 ? [] : [value];
        };
    }

    /// <summary>A and B are swapped: every bit, and the rest of the line, is the other way round. Bit by bit, as a UART samples.</summary>
    public static Func<byte, long, byte[]> Swapped()
    {
        var uart = new Uart();
        return (value, pauseUs) =>
        {
            var heard = new List<byte>();
            for (var i = 0; i < Math.Clamp(pauseUs * 10 / 1042, 0, 20); i++)
            {
                uart.Sample(0, heard);
            }

            uart.Sample(1, heard);
            for (var i = 0; i < 8; i++)
            {
                uart.Sample(1 - (value >> i & 1), heard);
            }

            uart.Sample(0, heard);
            return heard.ToArray();
        };
    }

    private sealed class Uart
    {
        private int _before;
        private int _bit = -1;
        private int _byte;

        public void Sample(int level, List<byte> heard)
        {
            if (_bit < 0)
            {
                _bit = _before == 1 && level == 0 ? 0 : -1;
                _byte = 0;
            }
            else if (_bit < 8)
            {
                _byte |= level << _bit++;
            }
            else
            {
                heard.Add((byte)_byte);
                _bit = -1;
            }

            _before = level;
        }
    }
}
