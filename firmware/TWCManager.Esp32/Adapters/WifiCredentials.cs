using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Adapters;

/// <summary>Name and password of the Wi-Fi network from the file <c>wifi.txt</c>: one line each. Secrets: never logged.</summary>
/// <remarks>Optional; without the file the network stored in the device's own configuration is used. Trap avoided: a zero byte
/// ends a string on the device, so a damaged file gives a short name and no more.</remarks>
public sealed class WifiCredentials
{
    private const string FileName = "wifi.txt";

    // 32 bytes of name, 63 of password, line ends and a byte order mark fit twice.
    private const int CapacityBytes = 256;

    /// <summary>Reads the file.</summary>
    public WifiCredentials(IStorage storage)
    {
        Ssid = "";
        Password = "";
        byte[] content = new byte[CapacityBytes];
        int length = storage.Read(FileName, content);
        if (length <= 0)
        {
            return;
        }

        int start = HasByteOrderMark(content, length) ? 3 : 0;
        string[] lines = Encoding.UTF8.GetString(content, start, length - start).Split(new char[] { '\n' });
        Ssid = lines[0].TrimEnd('\r');
        if (lines.Length > 1)
        {
            Password = lines[1].TrimEnd('\r');
        }
    }

    /// <summary>Name of the network; empty when there is no file.</summary>
    public string Ssid { get; }

    /// <summary>Its password; empty for an open network.</summary>
    public string Password { get; }

    private static bool HasByteOrderMark(byte[] content, int length)
    {
        return length >= 3 && content[0] == 0xEF && content[1] == 0xBB && content[2] == 0xBF;
    }
}
