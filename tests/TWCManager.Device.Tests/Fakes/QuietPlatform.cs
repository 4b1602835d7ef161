using TWCManager.Core.Ports;

namespace TWCManager.Device.Tests.Fakes;

/// <summary>A platform with a broker that takes everything, and with no network, files or time of day.</summary>
internal sealed class QuietPlatform : IMqttLink, IHttp, IStorage, IWallClock, ILog
{
    /// <summary>Messages published.</summary>
    internal int Published { get; private set; }

    /// <summary>Lines logged.</summary>
    internal int Lines { get; private set; }

    public int Session
    {
        get { return 1; }
    }

    public bool IsConnected
    {
        get { return true; }
    }

    public int Failures
    {
        get { return 0; }
    }

    public bool Publish(string topic, byte[] payload, int length, bool retain)
    {
        Published++;
        return true;
    }

    public bool TryTake(MqttMessage message)
    {
        return false;
    }

    public bool TryBegin(HttpRequest request)
    {
        return false;
    }

    public bool TryTake(HttpReply reply)
    {
        return false;
    }

    public int Read(string name, byte[] buffer)
    {
        return -1;
    }

    public bool TryWrite(string name, byte[] data, int length)
    {
        return true;
    }

    public bool TryGetUtc(out long utcSeconds)
    {
        utcSeconds = 0;
        return false;
    }

    public void Write(LogLevel level, string text)
    {
        Lines++;
    }
}
