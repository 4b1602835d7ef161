using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Network;

/// <summary>The Wi-Fi network to join, kept in the file <c>wifi.txt</c>: its name, its password, and a line "joined" once that has worked. Secrets: never logged.</summary>
/// <remarks>Trap avoided: a zero byte ends a string on the device, so a damaged file gives a short name and no more.</remarks>
public sealed class WifiCredentials
{
    private const string FileName = "wifi.txt";
    private const string Joined = "joined";

    // 32 bytes of name, 63 of password, the last line, line ends and a byte order mark fit twice.
    private const int CapacityBytes = 256;

    private readonly IStorage _storage;

    /// <summary>Reads the file.</summary>
    public WifiCredentials(IStorage storage)
    {
        _storage = storage;
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
        Password = lines.Length > 1 ? lines[1].TrimEnd('\r') : "";
        WasJoined = lines.Length > 2 && lines[2].TrimEnd('\r') == Joined;
    }

    /// <summary>Name of the network; empty when none is known.</summary>
    public string Ssid { get; private set; }

    /// <summary>Its password; empty for an open network.</summary>
    public string Password { get; private set; }

    /// <summary>It was joined once, so it is right.</summary>
    public bool WasJoined { get; private set; }

    /// <summary>Keeps a network. Changed only when the file was taken.</summary>
    /// <param name="wasJoined">True when it has just been joined.</param>
    public bool TryKeep(string ssid, string password, bool wasJoined)
    {
        byte[] content = Encoding.UTF8.GetBytes(ssid + "\n" + password + "\n" + (wasJoined ? Joined + "\n" : ""));
        if (!_storage.TryWrite(FileName, content, content.Length))
        {
            return false;
        }

        Ssid = ssid;
        Password = password;
        WasJoined = wasJoined;
        return true;
    }

    private static bool HasByteOrderMark(byte[] content, int length)
    {
        return length >= 3 && content[0] == 0xEF && content[1] == 0xBB && content[2] == 0xBF;
    }
}
