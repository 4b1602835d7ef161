using TWCManager.Core.Bus;

namespace TWCManager.Core.Doctor;

/// <summary>What the counters of one connector say about one window of time.</summary>
internal sealed class ConnectorWindow
{
    /// <summary>Wire state of a connector that has a fault.</summary>
    internal const int ErrorState = 2;

    /// <summary>Half a minute of heartbeats with a limit that was not repeated.</summary>
    internal const int ManyUnconfirmed = 30;

    private const int EnoughHeartbeats = 15;
    private const int FewestPercent = 85;

    // A wire that leads nowhere picks up some volts from its neighbours.
    private const int UnwiredVolts = 50;
    private const int LowestVolts = 180;
    private const int HighestVolts = 270;

    private int _sent;
    private int _announced;
    private int _dropped;
    private int _returned;

    /// <summary>Whose they are; null for a free place.</summary>
    internal WallConnector Connector { get; set; }

    /// <summary>Heartbeats that it answered.</summary>
    internal int Answered { get; private set; }

    /// <summary>Damaged frames that came in place of its answers.</summary>
    internal int Damaged { get; private set; }

    /// <summary>It announces itself, gets heartbeats, and does not answer. Of three announcements in half a minute two may be lost among heartbeats.</summary>
    internal bool IsDeaf
    {
        get { return _announced >= 1 && _sent >= 2 && Answered == 0; }
    }

    /// <summary>Neither an answer nor an announcement.</summary>
    internal bool IsGone
    {
        get { return Connector.Link >= LinkState.Offline && _announced == 0 && Answered == 0 && !Connector.IsHeldBack; }
    }

    /// <summary>Two signs alternate, or the bus has seen two answers to one question.</summary>
    internal bool HasTwin
    {
        get { return _returned >= 2 || Connector.HasTwin; }
    }

    internal bool HasDropped
    {
        get { return _dropped > 0; }
    }

    /// <summary>Answers stay away without a trace.</summary>
    internal bool MissesAnswers
    {
        get
        {
            return Connector.Link <= LinkState.Stale && _sent >= EnoughHeartbeats && Answered * 100 < _sent * FewestPercent
                && Answered > 0 && Damaged * 2 < _sent - Answered;
        }
    }

    internal bool HasOddVolts
    {
        get
        {
            MeterReading meter = Connector.Energy;
            return Connector.Link == LinkState.Online && (IsOdd(meter.VoltsL1) || IsOdd(meter.VoltsL2) || IsOdd(meter.VoltsL3));
        }
    }

    /// <summary>True for volts that no mains has.</summary>
    internal static bool IsOdd(int volts)
    {
        return volts > UnwiredVolts && (volts < LowestVolts || volts > HighestVolts);
    }

    /// <summary>Notes where the counters stand.</summary>
    internal void Begin()
    {
        if (Connector == null)
        {
            return;
        }

        _sent = Connector.HeartbeatsSent;
        Answered = Connector.HeartbeatsAnswered;
        Damaged = Connector.DamagedAnswers;
        _announced = Connector.Announcements;
        _dropped = Connector.LinkDrops;
        _returned = Connector.SignReturns;
    }

    /// <summary>From here to the next <see cref="Begin"/> the rest of this class tells what came between.</summary>
    internal void End()
    {
        _sent = Connector.HeartbeatsSent - _sent;
        Answered = Connector.HeartbeatsAnswered - Answered;
        Damaged = Connector.DamagedAnswers - Damaged;
        _announced = Connector.Announcements - _announced;
        _dropped = Connector.LinkDrops - _dropped;
        _returned = Connector.SignReturns - _returned;
    }
}
