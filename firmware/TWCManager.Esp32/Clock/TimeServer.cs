using System;
using System.Net;
using System.Net.Sockets;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Esp32.Network;
using nanoFramework.Networking;

namespace TWCManager.Esp32.Clock;

/// <summary>Asks the time server of the settings, where it is another than the firmware's own. On the network's thread.</summary>
/// <remarks>
/// Traps avoided: the firmware asks its own servers and starts that anew with the first address, whatever was set before; and it keeps the place of a
/// server's name in our heap, not the name, so after the next collection it would ask whatever lies there. So it keeps its own servers, and for any other one
/// it is switched off and asked here.
/// </remarks>
public sealed class TimeServer
{
    private const int Port = 123;
    private const int AnswerMs = 3000;
    private const long IntervalMs = 3600000;
    private const long ShortestPauseMs = 60000;

    private readonly byte[] _message = new byte[SntpMessage.Length];
    private readonly string _server;
    private readonly HostNames _names;
    private readonly IClockSetter _clock;
    private readonly ILog _log;
    private long _nextMs;
    private long _pauseMs = ShortestPauseMs;
    private bool _isSilent;

    /// <summary>Makes it.</summary>
    /// <param name="server">Address or name.</param>
    /// <param name="clock">Set with each answer.</param>
    public TimeServer(string server, HostNames names, IClockSetter clock, ILog log)
    {
        _server = server == SettingsTable.Of(Setting.NtpServer).Default ? null : server;
        _names = names;
        _clock = clock;
        _log = log;
    }

    /// <summary>Asks when it is time. Only while there is a network; waits for the answer.</summary>
    public void Tick(long nowMs)
    {
        if (_server == null || nowMs < _nextMs)
        {
            return;
        }

        bool hasAnswered = TryAsk((int)nowMs);
        _pauseMs = hasAnswered ? ShortestPauseMs : _pauseMs * 2 < IntervalMs ? _pauseMs * 2 : IntervalMs;
        _nextMs = nowMs + (hasAnswered ? IntervalMs : _pauseMs);
        if (hasAnswered == _isSilent)
        {
            _isSilent = !hasAnswered;
            _log.Write(hasAnswered ? LogLevel.Info : LogLevel.Warning, hasAnswered ? "Time: the server answers again." : "Time: the server of ntpServer does not answer.");
        }
    }

    private bool TryAsk(int mark)
    {
        Socket socket = null;
        try
        {
            Sntp.Stop();
            IPAddress address = _names.Find(_server);
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.ReceiveTimeout = AnswerMs;
            socket.SendTimeout = AnswerMs;
            socket.Connect(new IPEndPoint(address, Port));
            SntpMessage.Ask(_message, mark);
            socket.Send(_message, 0, SntpMessage.Length, SocketFlags.None);
            long utcSeconds;
            return SntpMessage.TryRead(_message, socket.Receive(_message, 0, SntpMessage.Length, SocketFlags.None), mark, out utcSeconds) && _clock.TrySet(utcSeconds);
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            if (socket != null)
            {
                socket.Close();
            }
        }
    }
}
