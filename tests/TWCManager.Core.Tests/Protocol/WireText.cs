namespace TWCManager.Core.Tests.Protocol;

/// <summary>Frames made by hand for tests: nothing here uses the code under test.</summary>
internal static class WireText
{
    public static byte[] Bytes(string hex)
    {
        return Convert.FromHexString(hex.Replace(" ", ""));
    }

    /// <summary>Wire bytes of a frame without its checksum.</summary>
    public static byte[] Frame(string hexWithoutSum)
    {
        return Frame(Bytes(hexWithoutSum));
    }

    /// <summary>Wire bytes of a frame without its checksum.</summary>
    public static byte[] Frame(byte[] withoutSum)
    {
        byte sum = (byte)withoutSum.Skip(1).Sum(b => b);
        return Enclose([.. withoutSum, sum]);
    }

    /// <summary>Escapes and delimiters around whatever it is.</summary>
    public static byte[] Enclose(byte[] plain)
    {
        List<byte> wire = [0xC0];
        foreach (byte b in plain)
        {
            if (b == 0xC0)
            {
                wire.AddRange([0xDB, 0xDC]);
            }
            else if (b == 0xDB)
            {
                wire.AddRange([0xDB, 0xDD]);
            }
            else
            {
                wire.Add(b);
            }
        }

        wire.Add(0xC0);
        return [.. wire];
    }
}
