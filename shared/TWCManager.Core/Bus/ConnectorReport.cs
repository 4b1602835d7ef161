using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>What one connector reported last, as on the wire. Judges nothing. Only this class writes it.</summary>
public sealed class ConnectorReport
{
    /// <summary>State number of the last heartbeat (<see cref="ConnectorState"/>, or what the connector likes), or <see cref="WallConnector.Unknown"/>.</summary>
    public int State { get; private set; } = WallConnector.Unknown;

    /// <summary>Limit that the connector repeated back last, in 0.01 A; 0 also means "none yet".</summary>
    public int ConfirmedCentiamps { get; private set; }

    /// <summary>Current that the car draws, per phase conductor, in 0.01 A.</summary>
    public int ActualCentiamps { get; private set; }

    /// <summary>Answer to the plug query (<see cref="Protocol.PlugState"/>), or <see cref="WallConnector.Unknown"/>.</summary>
    public int PlugState { get; private set; } = WallConnector.Unknown;

    /// <summary>Last meter reply.</summary>
    public MeterReading Meter { get; } = new MeterReading();

    /// <summary>Vehicle identification number as far as it has been read.</summary>
    public VinReader Vin { get; } = new VinReader();

    /// <summary>Serial number, or null.</summary>
    public string SerialNumber { get; private set; }

    /// <summary>Firmware version such as "4.5.3.2", or null.</summary>
    public string FirmwareVersion { get; private set; }

    /// <summary>The car draws 1.0 A or more.</summary>
    public bool IsDrawing
    {
        get { return ActualCentiamps >= WallConnector.DrawingCentiamps; }
    }

    /// <summary>Takes a heartbeat.</summary>
    internal void TakeHeartbeat(int state, int confirmedCentiamps, int actualCentiamps)
    {
        State = state;
        ConfirmedCentiamps = confirmedCentiamps;
        ActualCentiamps = actualCentiamps;
    }

    /// <summary>Takes the reply to a question.</summary>
    internal void TakeReply(Message message, long nowMs)
    {
        switch (message.Opcode)
        {
            case Opcode.Meter:
                Meter.Take(message, nowMs);
                break;
            case Opcode.PlugState:
                TakePlug(message.PlugState);
                break;
            case Opcode.Version:
                TakeVersion(VersionText(message));
                break;
            case Opcode.Serial:
                TakeSerial(message.GetText());
                break;
            case Opcode.Vin1:
                Vin.Take(0, message.GetText(), nowMs);
                break;
            case Opcode.Vin2:
                Vin.Take(1, message.GetText(), nowMs);
                break;
            case Opcode.Vin3:
                Vin.Take(2, message.GetText(), nowMs);
                break;
        }
    }

    internal void TakePlug(int plugState)
    {
        PlugState = plugState;
    }

    internal void TakeVersion(string version)
    {
        FirmwareVersion = version;
    }

    internal void TakeSerial(string serialNumber)
    {
        SerialNumber = serialNumber;
    }

    /// <summary>The connector has stopped by itself: its last heartbeat says nothing any more.</summary>
    internal void ForgetHeartbeat()
    {
        TakeHeartbeat(WallConnector.Unknown, 0, 0);
    }

    private static string VersionText(Message message)
    {
        string text = message.Version[0].ToString();
        for (int i = 1; i < message.VersionLength; i++)
        {
            text = text + "." + message.Version[i].ToString();
        }

        return text;
    }
}
