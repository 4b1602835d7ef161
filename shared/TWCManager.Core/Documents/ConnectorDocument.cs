using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Json;
using TWCManager.Core.Policy;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <summary>The state of one charge point as JSON, and what of it was published last.</summary>
internal sealed class ConnectorDocument
{
    private readonly ChargerSettings _settings;
    private readonly PolicyDecision _decision;

    private LinkState _link;
    private int _state;
    private OfferReason _reason;
    private int _offeredCentiamps;
    private int _limitCentiamps;
    private int _ratedCentiamps;
    private bool _isPlugged;
    private bool _isCharging;
    private bool _isOverdrawing;
    private string _vin;
    private int _plugIns;
    private int _energyCheck;
    private bool _isOn;
    private StopState _stop;
    private int _stopMethod;
    private int _confirmedCentiamps;
    private int _actualCentiamps;
    private int _powerWatts;
    private int _voltsL1;
    private int _voltsL2;
    private int _voltsL3;

    private string _sentence;
    private OfferReason _sentenceReason;
    private int _sentenceOffered;
    private int _sentenceActual;
    private int _sentenceAvailable;
    private int _sentenceVersion;

    /// <summary>Makes the document of a charge point.</summary>
    public ConnectorDocument(ChargePoint point, Topics topics, ChargerSettings settings, PolicyDecision decision)
    {
        Point = point;
        Topic = topics.Connector(point.Connector.IdText);
        StatusTopic = topics.ConnectorStatus(point.Connector.IdText);
        RequestTopic = topics.ConnectorRequest(point.Connector.IdText);
        _settings = settings;
        _decision = decision;
        Pace = new PublishPace();
    }

    /// <summary>What it tells of.</summary>
    public ChargePoint Point { get; }

    /// <summary>Where the document goes.</summary>
    public string Topic { get; }

    /// <summary>Where "online" or "offline" goes.</summary>
    public string StatusTopic { get; }

    /// <summary>When it goes.</summary>
    public PublishPace Pace { get; }

    /// <summary>The word that was published on <see cref="StatusTopic"/> last; null for none in this session.</summary>
    public string PublishedStatus { get; set; }

    /// <summary>Value of the charge point's <see cref="StopLadder.AskCount"/> up to which what somebody is asked for was published.</summary>
    public int PublishedAsks { get; set; }

    /// <summary>Where somebody is asked to stop or start the car.</summary>
    public string RequestTopic { get; }

    /// <summary>Serial number that Home Assistant was told, or null.</summary>
    public string AnnouncedSerial { get; set; }

    /// <summary>Firmware version that Home Assistant was told, or null.</summary>
    public string AnnouncedFirmware { get; set; }

    /// <summary>A decision or a state is another than the published one.</summary>
    public bool HasUrgentChange()
    {
        WallConnector connector = Point.Connector;

        // Some connectors blink to "busy" and back each second; that alone may wait like a measured value.
        bool hasNewState = _state != connector.State && _state != StateWords.BusyState && connector.State != StateWords.BusyState;
        return hasNewState || _link != connector.Link || _reason != Point.Offer.Reason || _offeredCentiamps != Point.Offer.Centiamps
            || _limitCentiamps != Point.Limits.LimitCentiamps || _ratedCentiamps != connector.RatedCentiamps
            || _isPlugged != Point.Car.IsPlugged || _isCharging != Point.Car.IsCharging || _isOverdrawing != Point.Car.IsOverdrawing
            || _vin != connector.Vin.Text || _plugIns != PlugIns() || _energyCheck != Point.Counter.Verdict
            || _isOn != Point.Switch.IsOn || _stop != Point.Stop.State || _stopMethod != Point.Stop.Method;
    }

    /// <summary>A measured value is far enough from the published one.</summary>
    public bool HasMeasuredChange()
    {
        WallConnector connector = Point.Connector;
        return _state != connector.State
            || DeadBand.IsCurrentChange(_confirmedCentiamps, connector.ConfirmedCentiamps)
            || DeadBand.IsCurrentChange(_actualCentiamps, connector.ActualCentiamps)
            || DeadBand.IsPowerChange(_powerWatts, Point.Car.PowerWatts)
            || DeadBand.IsVoltageChange(_voltsL1, connector.Energy.VoltsL1)
            || DeadBand.IsVoltageChange(_voltsL2, connector.Energy.VoltsL2)
            || DeadBand.IsVoltageChange(_voltsL3, connector.Energy.VoltsL3);
    }

    /// <summary>Remembers what <see cref="Write"/> wrote: it was published.</summary>
    public void Remember()
    {
        WallConnector connector = Point.Connector;
        _link = connector.Link;
        _state = connector.State;
        _reason = Point.Offer.Reason;
        _offeredCentiamps = Point.Offer.Centiamps;
        _limitCentiamps = Point.Limits.LimitCentiamps;
        _ratedCentiamps = connector.RatedCentiamps;
        _isPlugged = Point.Car.IsPlugged;
        _isCharging = Point.Car.IsCharging;
        _isOverdrawing = Point.Car.IsOverdrawing;
        _vin = connector.Vin.Text;
        _plugIns = PlugIns();
        _energyCheck = Point.Counter.Verdict;
        _isOn = Point.Switch.IsOn;
        _stop = Point.Stop.State;
        _stopMethod = Point.Stop.Method;
        _confirmedCentiamps = connector.ConfirmedCentiamps;
        _actualCentiamps = connector.ActualCentiamps;
        _powerWatts = Point.Car.PowerWatts;
        _voltsL1 = connector.Energy.VoltsL1;
        _voltsL2 = connector.Energy.VoltsL2;
        _voltsL3 = connector.Energy.VoltsL3;
    }

    /// <summary>Writes the whole document. Every key is always there; what the connector has not told, or long ago, is null.</summary>
    public void Write(JsonWriter json, long nowMs)
    {
        WallConnector connector = Point.Connector;
        bool isHeard = StateWords.IsHeard(connector.Link);
        json.BeginObject();
        json.Field("id", connector.IdText);
        json.Field("protocol", connector.ProtocolVersion);
        WriteAmps(json, "ratedAmps", connector.RatedCentiamps > 0, connector.RatedCentiamps);
        json.FieldFixed("limitAmps", Point.Limits.LimitCentiamps, 2);
        json.FieldFixed("offeredAmps", Point.Offer.Centiamps, 2);
        WriteAmps(json, "confirmedAmps", isHeard, connector.ConfirmedCentiamps);
        WriteAmps(json, "actualAmps", isHeard, connector.ActualCentiamps);
        WriteMeter(json, connector.Energy, isHeard && connector.Energy.IsPresent(nowMs));
        WriteConductors(json);
        json.Name("powerWatts");
        if (isHeard)
        {
            json.Value(Point.Car.PowerWatts);
        }
        else
        {
            json.Null();
        }

        WriteState(json, connector);
        json.Field("vin", connector.Vin.Text);
        json.Field("serial", connector.SerialNumber);
        json.Field("firmware", connector.FirmwareVersion);
        json.FieldFixed("energyKwh", Point.Energy.TotalWattHours, 3);
        json.FieldFixed("sessionKwh", Point.Energy.SessionWattHours, 3);
        WriteSession(json);
        json.Field("reason", ReasonSentence());
        json.Field("reasonCode", OfferReasonText.Word(Point.Offer.Reason));
        json.Field("wanted", StateWords.OnOff(Point.Switch.IsOn));
        json.Field("stop", StopText.Word(Point.Stop.State));
        json.Field("stopMethod", _settings.WordFor(Setting.StopMethod, connector.IdText));
        json.Field("interruptions", Point.Stop.Interruptions);
        json.Field("heartbeatsSent", connector.HeartbeatsSent);
        json.Field("heartbeatsAnswered", connector.HeartbeatsAnswered);
        json.Field("linkDrops", connector.LinkDrops);
        json.Field("longestGapMs", connector.LongestGapMs);
        json.EndObject();
    }

    private void WriteSession(JsonWriter json)
    {
        ChargeSession session = Point.Session;
        bool hasLast = session != null && session.Last != null;
        SessionDocument.WriteTime(json, "sessionStart", session != null && session.IsOpen ? session.StartUtcSeconds : 0);
        json.Field("plugIns", session == null ? 0 : session.PlugIns);
        if (hasLast)
        {
            json.FieldFixed("lastSessionKwh", session.Last.WattHours, 3);
        }
        else
        {
            json.FieldNull("lastSessionKwh");
        }

        SessionDocument.WriteTime(json, "lastSessionEnd", hasLast ? session.Last.EndUtcSeconds : 0);
        json.Field("energyCheck", StateWords.Counter(Point.Counter.Verdict));
    }

    private void WriteState(JsonWriter json, WallConnector connector)
    {
        json.Field("state", StateWords.Connector(connector));
        json.Name("stateCode");
        if (connector.State == WallConnector.Unknown)
        {
            json.Null();
        }
        else
        {
            json.Value(connector.State);
        }

        json.Field("link", StateWords.Link(connector.Link));
        json.Field("car", StateWords.Car(Point));
        bool isHeard = StateWords.IsHeard(connector.Link);
        json.Field("plugged", isHeard ? StateWords.OnOff(Point.Car.IsPlugged) : null);
        json.Field("charging", isHeard ? StateWords.OnOff(Point.Car.IsCharging) : null);
        json.Field("problem", StateWords.OnOff(Point.HasProblem));
    }

    private int PlugIns()
    {
        return Point.Session == null ? 0 : Point.Session.PlugIns;
    }

    // Those it counts on in the wiring limit.
    private void WriteConductors(JsonWriter json)
    {
        json.Name("conductors");
        json.BeginArray();
        for (int i = 0; i < PhaseWiring.Conductors; i++)
        {
            if ((Point.Limits.Conductors & (1 << i)) != 0)
            {
                json.Value(i == 0 ? "L1" : i == 1 ? "L2" : "L3");
            }
        }

        json.EndArray();
    }

    private static void WriteMeter(JsonWriter json, MeterReading meter, bool isPresent)
    {
        json.Name("phaseAmps");
        json.BeginArray();
        WriteHalfAmps(json, isPresent, meter.HalfAmpsL1);
        WriteHalfAmps(json, isPresent, meter.HalfAmpsL2);
        WriteHalfAmps(json, isPresent, meter.HalfAmpsL3);
        json.EndArray();
        json.Name("volts");
        json.BeginArray();
        WriteVolts(json, isPresent, meter.VoltsL1);
        WriteVolts(json, isPresent, meter.VoltsL2);
        WriteVolts(json, isPresent, meter.VoltsL3);
        json.EndArray();
    }

    private static void WriteHalfAmps(JsonWriter json, bool isPresent, int halfAmps)
    {
        if (isPresent && halfAmps >= 0)
        {
            json.Fixed(halfAmps * 50, 2);
        }
        else
        {
            json.Null();
        }
    }

    // 0 V means that no wire is there, which is no voltage of a phase.
    private static void WriteVolts(JsonWriter json, bool isPresent, int volts)
    {
        if (isPresent && volts > 0)
        {
            json.Value(volts);
        }
        else
        {
            json.Null();
        }
    }

    private static void WriteAmps(JsonWriter json, string name, bool has, int centiamps)
    {
        if (has)
        {
            json.FieldFixed(name, centiamps, 2);
        }
        else
        {
            json.FieldNull(name);
        }
    }

    // Made anew only when a number in it may have changed.
    private string ReasonSentence()
    {
        int actual = Point.Offer.Reason == OfferReason.Overdraw ? Point.Connector.ActualCentiamps : 0;
        if (_sentence == null || _sentenceReason != Point.Offer.Reason || _sentenceOffered != Point.Offer.Centiamps || _sentenceActual != actual
            || _sentenceAvailable != _decision.AvailableCentiamps || _sentenceVersion != _settings.Version)
        {
            _sentenceReason = Point.Offer.Reason;
            _sentenceOffered = Point.Offer.Centiamps;
            _sentenceActual = actual;
            _sentenceAvailable = _decision.AvailableCentiamps;
            _sentenceVersion = _settings.Version;
            _sentence = OfferReasonText.Sentence(Point, _settings, _decision);
        }

        return _sentence;
    }
}
