using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>Takes what connectors say to the parts of the roster, and judges whether it can be true.</summary>
internal sealed class ConnectorUpdates
{
    private const int HighestRatingCentiamps = 8000;
    // Cars overshoot a little; ten percent above the rating nothing real happens any more.
    private const int PlausiblePercent = 110;
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

        connector.Reported.TakeReply(message, nowMs);
        connector.Queries.Answered(message.Opcode, nowMs);
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

        connector.Twin.Announced(message.Sign, nowMs);
        if (connector.TakeProtocol(message.ProtocolVersion))
        {
            _roster.NoteChange();
        }

        if (connector.TakeRating(message.MaxCentiamps))
        {
            _roster.NoteChange();
        }

        connector.Announced(nowMs);
        return connector;
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
                connector.Heard(nowMs);
            }

            return false;
        }

        if (message.ProtocolVersion != connector.ProtocolVersion || !IsPlausible(connector, message))
        {
            Implausible++;
            return false;
        }

        bool isLinked = connector.Twin.Answered(message, nowMs);
        if (!connector.Twin.IsDoubtful(message, nowMs))
        {
            Apply(connector, message, nowMs);
        }

        connector.Answered(isLinked, nowMs);
        return true;
    }

    private static bool IsPlausible(WallConnector connector, Message message)
    {
        int rated = connector.RatedCentiamps > 0 ? connector.RatedCentiamps : HighestRatingCentiamps;
        return message.ActualCentiamps <= rated * PlausiblePercent / 100
            && message.MaxCentiamps <= HighestRatingCentiamps;
    }

    private static void Apply(WallConnector connector, Message message, long nowMs)
    {
        ConnectorReport report = connector.Reported;
        bool wasDrawing = report.IsDrawing;
        if (message.State == ConnectorState.WaitingForLimit && report.State != ConnectorState.WaitingForLimit)
        {
            // A unit that was replugged has lost its limit although we think it has one.
            connector.Limit.Resend();
        }

        report.TakeHeartbeat(message.State, message.MaxCentiamps, message.ActualCentiamps);
        connector.Limit.Confirmed(message.MaxCentiamps, nowMs);
        if (report.IsDrawing == wasDrawing)
        {
            return;
        }

        report.Meter.ForgetCurrents();
        connector.Queries.DrawChanged(nowMs);
        if (report.IsDrawing)
        {
            // Asked at the very start of a charge, replies get lost.
            report.Vin.Want(nowMs + VinDelayMs);
        }
    }
}
