using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Writes what connectors say into the roster, and judges whether it can be true.</summary>
internal sealed class ConnectorUpdates
{
    private const int HighestRatingCentiamps = 8000;
    // Cars overshoot a little; ten percent above the rating nothing real happens any more.
    private const int PlausiblePercent = 110;
    // One lost pair of zero bytes makes a frame of protocol 2 a valid one of protocol 1.
    private const int AnnouncementsToChangeProtocol = 3;
    private const int StateWaitingForLimit = 4;
    private const long StrangerMs = 60000;
    private const long VinDelayMs = 8000;

    private readonly ConnectorRoster _roster;
    private int _strangerCentiamps;
    private long _strangerUntilMs;

    internal ConnectorUpdates(ConnectorRoster roster)
    {
        _roster = roster;
    }

    /// <summary>Answers without a question, of units that are not known: a stand-alone unit broadcasts them.</summary>
    internal int Broadcasts { get; private set; }

    /// <summary>Who sent the last of them.</summary>
    internal int BroadcastId { get; private set; } = WallConnector.Unknown;

    /// <summary>Id of the last unit that answered us although we do not know it.</summary>
    internal int StrangerId { get; private set; } = WallConnector.Unknown;

    /// <summary>Frames that were whole and impossible.</summary>
    internal int Implausible { get; private set; }

    internal int StrangerCentiamps(long nowMs)
    {
        return nowMs < _strangerUntilMs ? _strangerCentiamps : 0;
    }

    /// <returns>The connector that the message came from and that it told something of, or null.</returns>
    internal WallConnector Take(Message message, int ownId, long nowMs)
    {
        if (message.Opcode == Opcode.SlaveLinkReady)
        {
            return TakeLinkReady(message, nowMs);
        }

        // Only link-ready and heartbeat make or confirm a connector; a stand-alone unit broadcasts the other replies too.
        WallConnector connector = message.From == Message.None ? null : _roster.Find(message.From);
        if (message.Opcode == Opcode.SlaveHeartbeat)
        {
            return TakeHeartbeat(connector, message, ownId, nowMs) ? connector : null;
        }

        if (connector == null)
        {
            if (message.From != Message.None)
            {
                Broadcasts++;
                BroadcastId = message.From;
            }

            return null;
        }

        TakeReply(connector, message, nowMs);
        return connector;
    }

    private WallConnector TakeLinkReady(Message message, long nowMs)
    {
        if (message.MaxCentiamps <= 0 || message.MaxCentiamps > HighestRatingCentiamps)
        {
            Implausible++;
            return null;
        }

        WallConnector connector = _roster.Find(message.From);
        if (connector == null)
        {
            connector = _roster.Add(message.From, message.ProtocolVersion, nowMs);
            if (connector == null)
            {
                return null;
            }
        }
        else if (connector.HasAnswered && nowMs - connector.LastHeardMs < BusTiming.LostMs && !connector.IsHeldBack)
        {
            connector.LinkDrops++;
        }

        TwinWatch.Announced(connector, message.Sign, nowMs);
        CheckProtocol(connector, message.ProtocolVersion);
        if (connector.RatedCentiamps != message.MaxCentiamps)
        {
            connector.RatedCentiamps = message.MaxCentiamps;
            _roster.Version++;
        }

        connector.NoteSign(message.Sign);
        connector.HasAnswered = false;
        connector.IsRemembered = false;
        connector.MustResend = true;
        connector.AnnouncedMs = nowMs;
        connector.SentBeforeLink = connector.HeartbeatsSent;
        connector.Queries.Restart(nowMs);
        return connector;
    }

    private void CheckProtocol(WallConnector connector, int protocolVersion)
    {
        if (connector.ProtocolVersion == protocolVersion)
        {
            connector.OtherProtocolCount = 0;
            return;
        }

        connector.OtherProtocolCount++;
        if (connector.OtherProtocolCount >= AnnouncementsToChangeProtocol)
        {
            connector.ProtocolVersion = protocolVersion;
            connector.OtherProtocolCount = 0;
            _roster.Version++;
        }
    }

    private bool TakeHeartbeat(WallConnector connector, Message message, int ownId, long nowMs)
    {
        if (connector == null)
        {
            if (message.To == ownId && message.MaxCentiamps <= HighestRatingCentiamps && message.ActualCentiamps <= HighestRatingCentiamps)
            {
                _strangerCentiamps = message.MaxCentiamps > message.ActualCentiamps ? message.MaxCentiamps : message.ActualCentiamps;
                _strangerUntilMs = nowMs + StrangerMs;
                StrangerId = message.From;
            }

            return false;
        }

        if (message.To != ownId)
        {
            // Receiver 0000 was seen once: alive, but what it says is not used. Any other receiver is another master's business.
            if (message.To == 0 && connector.HasAnswered)
            {
                connector.LastHeardMs = nowMs;
            }

            return false;
        }

        if (message.ProtocolVersion != connector.ProtocolVersion || !IsPlausible(connector, message))
        {
            Implausible++;
            return false;
        }

        bool isLinked = TwinWatch.Answered(connector, message, nowMs);
        if (!TwinWatch.IsDoubtful(connector, message, nowMs))
        {
            Apply(connector, message, nowMs);
        }

        NoteAlive(connector, nowMs);
        connector.HasAnswered = isLinked;
        return true;
    }

    private static void NoteAlive(WallConnector connector, long nowMs)
    {
        connector.LastHeardMs = nowMs;
        connector.ReachedMs = nowMs;
        connector.HasBeenHeard = true;
        connector.IsRemembered = false;
        connector.HeartbeatsAnswered++;
        connector.IsUnanswered = false;
    }

    private static bool IsPlausible(WallConnector connector, Message message)
    {
        int rated = connector.RatedCentiamps > 0 ? connector.RatedCentiamps : HighestRatingCentiamps;
        return message.ActualCentiamps <= rated * PlausiblePercent / 100
            && message.MaxCentiamps <= HighestRatingCentiamps;
    }

    private static void Apply(WallConnector connector, Message message, long nowMs)
    {
        bool wasDrawing = connector.IsDrawing;
        if (message.State == StateWaitingForLimit && connector.State != StateWaitingForLimit)
        {
            // A unit that was replugged has lost its limit although we think it has one.
            connector.MustResend = true;
        }

        connector.State = message.State;
        connector.ConfirmedCentiamps = message.MaxCentiamps;
        connector.ActualCentiamps = message.ActualCentiamps;
        connector.NoteConfirmed(nowMs);
        if (connector.IsDrawing == wasDrawing)
        {
            return;
        }

        connector.Energy.ForgetCurrents();
        connector.Queries.DrawChanged(nowMs);
        if (connector.IsDrawing)
        {
            // Asked at the very start of a charge, replies get lost.
            connector.Vin.Want(nowMs + VinDelayMs);
        }
    }

    private static void TakeReply(WallConnector connector, Message message, long nowMs)
    {
        switch (message.Opcode)
        {
            case Opcode.Meter:
                TakeMeter(connector.Energy, message, nowMs);
                break;
            case Opcode.PlugState:
                connector.PlugState = message.PlugState;
                break;
            case Opcode.Version:
                connector.FirmwareVersion = VersionText(message);
                break;
            case Opcode.Serial:
                connector.SerialNumber = message.GetText();
                break;
            case Opcode.Vin1:
                connector.Vin.Take(0, message.GetText(), nowMs);
                break;
            case Opcode.Vin2:
                connector.Vin.Take(1, message.GetText(), nowMs);
                break;
            case Opcode.Vin3:
                connector.Vin.Take(2, message.GetText(), nowMs);
                break;
        }

        connector.Queries.Answered(message.Opcode, nowMs);
    }

    private static void TakeMeter(MeterReading meter, Message message, long nowMs)
    {
        meter.Counter = message.Energy;
        meter.VoltsL1 = message.VoltsL1;
        meter.VoltsL2 = message.VoltsL2;
        meter.VoltsL3 = message.VoltsL3;
        meter.HalfAmpsL1 = message.HalfAmpsL1;
        meter.HalfAmpsL2 = message.HalfAmpsL2;
        meter.HalfAmpsL3 = message.HalfAmpsL3;
        meter.AtMs = nowMs;
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
