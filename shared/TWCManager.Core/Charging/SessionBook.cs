using TWCManager.Core.Bus;

namespace TWCManager.Core.Charging;

/// <summary>The charging sessions: those that go on, the last ones, and sums per car. Follows the charge points; knows no files and no topics.</summary>
/// <remarks>
/// The energy of a session is the difference of two totals of its connector. So nothing has to be stored while it goes on: its beginning and the total,
/// which is kept anyway, make a session outlive a restart.
/// </remarks>
public sealed class SessionBook
{
    /// <summary>Sessions that are remembered; of each connector at least the last one.</summary>
    public const int SessionCapacity = 10;

    /// <summary>Cars that are remembered; who has not been here for longest makes room.</summary>
    public const int CarCapacity = 8;

    // After a restart, or when a connector comes back, the first states of its heartbeats show no car.
    private const long ReturnMs = 30000;

    private readonly PointRoster _roster;
    private readonly ChargeSession[] _sessions;
    private int _count;

    internal SessionBook(PointRoster roster)
    {
        _roster = roster;
        _sessions = new ChargeSession[roster.Points.Length];
        Records = new ChargeRecord[SessionCapacity];
        Cars = new ChargeRecord[CarCapacity];
    }

    /// <summary>Sessions that are over, oldest first; the first <see cref="RecordCount"/> count.</summary>
    public ChargeRecord[] Records { get; }

    /// <summary>How many sessions are remembered.</summary>
    public int RecordCount { get; private set; }

    /// <summary>Cars that told their number, who was here last comes last; the first <see cref="CarCount"/> count.</summary>
    public ChargeRecord[] Cars { get; }

    /// <summary>How many cars are remembered.</summary>
    public int CarCount { get; private set; }

    /// <summary>Grows whenever something changed that must be kept.</summary>
    public int Version { get; private set; }

    /// <summary>How many connectors have a session, open or not.</summary>
    internal int Count
    {
        get { return _count; }
    }

    internal ChargeSession At(int index)
    {
        return _sessions[index];
    }

    /// <summary>Follows the charge points. After each observation.</summary>
    /// <param name="utcSeconds">Seconds since 1970, or 0 while the clock is not set.</param>
    internal void Update(long nowMs, long utcSeconds)
    {
        for (int i = 0; i < _roster.Count; i++)
        {
            ChargePoint point = _roster.Points[i];
            if (point.Session == null)
            {
                point.Begin(SessionOf(point.Connector.Id));
            }

            Follow(point, point.Session, nowMs, utcSeconds);
        }
    }

    /// <summary>The session of a connector, made when there is none. For reading the file, before any charge point.</summary>
    /// <returns>Null when there is no room.</returns>
    internal ChargeSession Restore(int connectorId)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_sessions[i].ConnectorId == connectorId)
            {
                return _sessions[i];
            }
        }

        if (_count == _sessions.Length)
        {
            return null;
        }

        _sessions[_count] = new ChargeSession(connectorId);
        _count++;
        return _sessions[_count - 1];
    }

    internal void AddRecord(ChargeRecord record)
    {
        if (RecordCount == SessionCapacity)
        {
            RemoveAt(Records, OldestDispensable(), RecordCount);
            RecordCount--;
        }

        Records[RecordCount] = record;
        RecordCount++;
        for (int i = 0; i < _count; i++)
        {
            if (_sessions[i].ConnectorId == record.ConnectorId)
            {
                _sessions[i].Remember(record);
            }
        }
    }

    internal void AddCar(ChargeRecord car)
    {
        if (CarCount == CarCapacity)
        {
            RemoveAt(Cars, 0, CarCount);
            CarCount--;
        }

        Cars[CarCount] = car;
        CarCount++;
        // One text for each number: those that were read from the file are as many as there are records.
        for (int i = 0; i < RecordCount; i++)
        {
            Records[i].Vin = Records[i].Vin == car.Vin ? car.Vin : Records[i].Vin;
        }
    }

    private void Follow(ChargePoint point, ChargeSession session, long nowMs, long utcSeconds)
    {
        session.KeepWithin(point.Energy.TotalWattHours);
        bool isHeard = point.Connector.HasAnswered && point.Connector.Link <= LinkState.Stale;
        if (!isHeard)
        {
            session.LoseSight();
        }
        else if (!session.IsOpen && point.Car.IsPlugged)
        {
            Open(session, point.Energy.TotalWattHours, nowMs, utcSeconds);
        }
        else if (session.IsOpen && point.Car.IsPlugged)
        {
            Continue(point, session, nowMs, utcSeconds);
        }
        else if (session.IsOpen && (session.IsSeen || nowMs - point.LinkedMs >= ReturnMs))
        {
            Close(session, point.Energy.TotalWattHours, session.IsSeen ? utcSeconds : 0);
        }

        if (session.IsOpen)
        {
            point.Energy.CountSessionFrom(session.StartWattHours);
        }
    }

    private void Open(ChargeSession session, long totalWattHours, long nowMs, long utcSeconds)
    {
        session.Open(totalWattHours, nowMs, utcSeconds);
        Version++;
    }

    private void Continue(ChargePoint point, ChargeSession session, long nowMs, long utcSeconds)
    {
        session.See(point.Energy.TotalWattHours);
        if (session.StartUtcSeconds == 0 && session.StartMs >= 0 && utcSeconds > 0)
        {
            session.TellStart(utcSeconds - (nowMs - session.StartMs) / 1000);
            Version++;
        }

        string vin = point.Connector.Vin.Text;
        if (vin == null || vin == session.Vin)
        {
            return;
        }

        if (session.Vin != null)
        {
            // Somebody else took the place while nobody watched.
            long foundWattHours = session.FoundWattHours;
            Close(session, foundWattHours, 0);
            Open(session, foundWattHours, -1, 0);
        }

        session.TellVin(vin);
        Version++;
    }

    private void Close(ChargeSession session, long totalWattHours, long utcSeconds)
    {
        session.Close();
        Version++;
        long wattHours = totalWattHours - session.StartWattHours;
        if (wattHours <= 0)
        {
            return;
        }

        ChargeRecord record = new ChargeRecord();
        record.ConnectorId = session.ConnectorId;
        record.Vin = session.Vin;
        record.Sessions = 1;
        record.StartUtcSeconds = session.StartUtcSeconds;
        record.EndUtcSeconds = utcSeconds;
        record.WattHours = wattHours;
        AddRecord(record);
        if (record.Vin != null)
        {
            AddToCar(record);
        }
    }

    private void AddToCar(ChargeRecord record)
    {
        ChargeRecord car = new ChargeRecord();
        for (int i = 0; i < CarCount; i++)
        {
            if (Cars[i].Vin == record.Vin)
            {
                car = Cars[i];
                RemoveAt(Cars, i, CarCount);
                CarCount--;
                break;
            }
        }

        car.Vin = record.Vin;
        car.ConnectorId = record.ConnectorId;
        car.Sessions++;
        car.WattHours += record.WattHours;
        car.EndUtcSeconds = record.EndUtcSeconds > 0 ? record.EndUtcSeconds : car.EndUtcSeconds;
        AddCar(car);
    }

    // Connectors come and go; one that is no longer served leaves its place to a new one.
    private ChargeSession SessionOf(int connectorId)
    {
        ChargeSession session = Restore(connectorId);
        for (int i = 0; session == null && i < _count; i++)
        {
            if (!_roster.HasId(_sessions[i].ConnectorId))
            {
                session = new ChargeSession(connectorId);
                _sessions[i] = session;
            }
        }

        return session;
    }

    // The oldest that is not the last one of its connector.
    private int OldestDispensable()
    {
        for (int i = 0; i < RecordCount; i++)
        {
            for (int k = i + 1; k < RecordCount; k++)
            {
                if (Records[k].ConnectorId == Records[i].ConnectorId)
                {
                    return i;
                }
            }
        }

        return 0;
    }

    private static void RemoveAt(ChargeRecord[] records, int index, int count)
    {
        for (int i = index; i < count - 1; i++)
        {
            records[i] = records[i + 1];
        }

        records[count - 1] = null;
    }
}
