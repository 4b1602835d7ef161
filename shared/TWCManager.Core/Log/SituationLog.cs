using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Doctor;
using TWCManager.Core.Documents;
using TWCManager.Core.Energy;
using TWCManager.Core.Policy;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Log;

/// <summary>Writes a line when the situation changes: who came and went, what the bus does, which policy rules. Changes nothing.</summary>
internal sealed class SituationLog
{
    private readonly ILog _log;
    private readonly BusMaster _bus;
    private readonly ChargeControl _charging;
    private readonly PolicyDecision _decision;
    private readonly EnergySource[] _sources;
    private readonly WiringDoctor _doctor;
    private readonly CommissioningTest _test;
    private readonly WallConnector[] _connectors;
    private readonly LinkState[] _links;
    private readonly bool[] _areCharging;
    private readonly bool[] _areKnown;
    private readonly bool[] _areOverdrawing;
    private readonly bool[] _haveTwins;
    private readonly StopState[] _stops;
    private readonly SourceState[] _sourceStates;
    private BusState _busState;
    private string _policy;
    private bool _isBadLine;
    private bool _hasTurnedAway;
    private bool _hasConflict;
    private bool _hasPolicy;
    private bool _hasBus;
    private bool _isTesting;

    internal SituationLog(ILog log, SiteView view)
    {
        _log = log;
        _bus = view.Bus;
        _charging = view.Charging;
        _decision = view.Decision;
        _sources = view.Sources;
        _doctor = view.Doctor;
        _test = view.Test;
        _connectors = new WallConnector[_charging.Points.Length];
        _links = new LinkState[_charging.Points.Length];
        _areCharging = new bool[_charging.Points.Length];
        _areKnown = new bool[_charging.Points.Length];
        _areOverdrawing = new bool[_charging.Points.Length];
        _haveTwins = new bool[_charging.Points.Length];
        _stops = new StopState[_charging.Points.Length];
        _sourceStates = new SourceState[_sources.Length];
    }

    internal void Update(long nowMs)
    {
        UpdateBus();
        UpdateDoctor();
        UpdateTest();
        for (int i = 0; i < _charging.Count; i++)
        {
            UpdatePoint(i, _charging.Points[i]);
        }

        for (int i = 0; i < _sources.Length; i++)
        {
            UpdateSource(i, _sources[i]);
        }

        if (!_hasPolicy || _policy != _decision.Name)
        {
            _hasPolicy = true;
            _policy = _decision.Name;
            _log.Write(LogLevel.Info, "Policy " + _decision.Name + ": " + _decision.ReasonText);
        }
    }

    private void UpdateDoctor()
    {
        int code;
        bool isShown;
        WallConnector connector;
        while (_doctor.TryTakeNews(out code, out connector, out isShown))
        {
            // These have a line of their own already.
            if (code == Finding.SecondMaster || code == Finding.NoPort || code == Finding.Overdraw || (code == Finding.SameId && connector.HasTwin))
            {
                continue;
            }

            string place = connector == null ? "" : " at " + connector.IdText;
            LogLevel level = !isShown || code >= Finding.FirstInfo ? LogLevel.Info : code >= Finding.FirstWarning ? LogLevel.Warning : LogLevel.Error;
            string text = isShown ? ": " + FindingText.Sentence(code, connector, _bus) : place + " is over";
            _log.Write(level, "Doctor, " + FindingText.Word(code) + text);
        }
    }

    private void UpdateTest()
    {
        if (_isTesting == _test.IsRunning)
        {
            return;
        }

        _isTesting = _test.IsRunning;
        if (_isTesting)
        {
            _log.Write(LogLevel.Info, "Commissioning test begins");
            return;
        }

        TestReport report = _test.Report;
        for (int i = 0; i < report.Connectors.Length; i++)
        {
            _log.Write(report.ResultOf(i) == TestReport.Failed ? LogLevel.Warning : LogLevel.Info, TestText.Line(report, i));
        }
    }

    private void UpdateBus()
    {
        if (!_hasBus || _busState != _bus.State)
        {
            _hasBus = true;
            _busState = _bus.State;
            _log.Write(_busState == BusState.OtherMaster ? LogLevel.Error : LogLevel.Info, BusText());
        }

        if (_isBadLine != _bus.Noise.IsBad)
        {
            _isBadLine = _bus.Noise.IsBad;
            _log.Write(
                _isBadLine ? LogLevel.Warning : LogLevel.Info,
                _isBadLine ? "Bus: " + _bus.Noise.ErrorPercent.ToString() + " % of the frames are damaged; nothing is raised. Check pair, termination and bias." : "Bus: the line is good again");
        }

        if (!_hasConflict && _bus.IdConflicts > 0)
        {
            _hasConflict = true;
            _log.Write(LogLevel.Warning, "Bus: a unit uses our own id; we announce ourselves under it, so that it picks another one");
        }

        // Said once: it announces itself every ten seconds.
        if (!_hasTurnedAway && _bus.Roster.TurnedAway > 0)
        {
            _hasTurnedAway = true;
            _log.Write(LogLevel.Error, "Bus: one wall connector more than can be served announced itself and was turned away");
        }
    }

    private string BusText()
    {
        switch (_busState)
        {
            case BusState.Silent:
                if (_bus.MayTransmit)
                {
                    return "Bus: the serial port is not there; nothing is sent until it is back";
                }

                return "Bus: silent until both wiring limits are set on site (wiringMaxAmpsAllTWCs, wiringMaxAmpsPerTWC)";
            case BusState.Listening:
                return "Bus: listening";
            case BusState.Announcing:
                return "Bus: announcing ourselves as master";
            case BusState.OtherMaster:
                return "Bus: another master (" + HexText.Of(_bus.SecondMasterId) + ") is on the bus; nothing is sent until it has been quiet for 60 s. Is a unit not in position F?";
            default:
                return "Bus: heartbeats run";
        }
    }

    private void UpdatePoint(int index, ChargePoint point)
    {
        WallConnector connector = point.Connector;
        if (_connectors[index] != connector)
        {
            _connectors[index] = connector;
            _links[index] = LinkState.Linking;
            _areKnown[index] = false;
            _areCharging[index] = false;
            _areOverdrawing[index] = false;
            _haveTwins[index] = false;
            _stops[index] = StopState.Free;
        }

        LogStop(index, point);
        bool isSame = _links[index] == connector.Link && _areCharging[index] == point.Car.IsCharging
            && _areOverdrawing[index] == point.Car.IsOverdrawing && _haveTwins[index] == connector.HasTwin && (_areKnown[index] || connector.RatedCentiamps == 0);
        if (isSame)
        {
            return;
        }

        string name = "Wall connector " + connector.IdText;
        if (!_areKnown[index] && connector.RatedCentiamps > 0)
        {
            _areKnown[index] = true;
            _log.Write(LogLevel.Info, name + ": protocol " + connector.ProtocolVersion.ToString() + ", rated " + (connector.RatedCentiamps / 100).ToString() + " A");
        }

        if (_links[index] != connector.Link)
        {
            LogLink(name, point, connector.Link);
            _links[index] = connector.Link;
        }

        if (_areCharging[index] != point.Car.IsCharging)
        {
            _areCharging[index] = point.Car.IsCharging;
            _log.Write(LogLevel.Info, name + (point.Car.IsCharging ? ": car charges" : ": car draws nothing"));
        }

        if (_haveTwins[index] != connector.HasTwin)
        {
            _haveTwins[index] = connector.HasTwin;
            _log.Write(
                connector.HasTwin ? LogLevel.Error : LogLevel.Info,
                connector.HasTwin ? name + ": answers destroy each other, as when two units have this id; it gets no heartbeats. Switch one off, and on again when the other one charges" : name + ": no sign of a second unit with this id for a minute");
        }

        if (_areOverdrawing[index] != point.Car.IsOverdrawing)
        {
            _areOverdrawing[index] = point.Car.IsOverdrawing;
            if (point.Car.IsOverdrawing)
            {
                _log.Write(LogLevel.Error, name + ": the car draws more than it is offered; the others are lowered");
            }
        }
    }

    private void LogStop(int index, ChargePoint point)
    {
        StopState now = point.Stop.State;
        if (_stops[index] == now)
        {
            return;
        }

        StopState before = _stops[index];
        _stops[index] = now;
        // A limit of 0 that is obeyed, or a cloud that passes, is no news.
        if ((now > StopState.Welcome || before > StopState.Welcome) && now != StopState.Recalling)
        {
            _log.Write(now == StopState.GaveUp ? LogLevel.Warning : LogLevel.Info, "Wall connector " + point.Connector.IdText + ": " + StopText.Line(now));
        }
    }

    private void LogLink(string name, ChargePoint point, LinkState now)
    {
        if (point.Stop.IsSilent)
        {
            return;
        }

        switch (now)
        {
            case LinkState.Online:
                _log.Write(LogLevel.Info, name + ": answers");
                break;
            case LinkState.Offline:
                _log.Write(LogLevel.Warning, name + ": has not answered for 10 s");
                break;
            case LinkState.Lost:
                _log.Write(LogLevel.Error, name + ": lost; its share stays reserved until it has stopped by itself");
                break;
        }
    }

    private void UpdateSource(int index, EnergySource source)
    {
        if (_sourceStates[index] == source.State)
        {
            return;
        }

        _sourceStates[index] = source.State;
        if (source.State == SourceState.Ok)
        {
            _log.Write(LogLevel.Info, "Energy source " + source.Name + ": readings come");
        }
        else if (source.State != SourceState.NotConfigured && source.State != SourceState.Waiting)
        {
            _log.Write(LogLevel.Warning, "Energy source " + source.Name + ": " + source.Problem);
        }
    }
}
