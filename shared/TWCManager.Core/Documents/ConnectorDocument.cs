using TWCManager.Core.Charging;
using TWCManager.Core.Json;
using TWCManager.Core.Policy;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <summary>The published values of one charge point. A value is a row and a case in one of the other files of this class, in the order of the document.</summary>
public sealed partial class ConnectorDocument : StatusDocument
{
    private readonly ChargerSettings _settings;
    private readonly PolicyDecision _decision;
    private bool _isHeard;
    private bool _isMetered;
    private string _sentence;
    private OfferReason _sentenceReason;
    private int _sentenceOffered;
    private int _sentenceActual;
    private int _sentenceAvailable;
    private int _sentenceVersion;

    /// <summary>Makes the document of a charge point.</summary>
    public ConnectorDocument(ChargePoint point, Topics topics, SiteView view)
        : base(view.ConnectorWatches, view.Row)
    {
        Point = point;
        Topic = topics.Connector(point.Connector.IdText);
        StatusTopic = topics.ConnectorStatus(point.Connector.IdText);
        RequestTopic = topics.ConnectorRequest(point.Connector.IdText);
        _settings = view.Settings;
        _decision = view.Decision;
        Pace = new PublishPace();
    }

    /// <summary>What it tells of.</summary>
    public ChargePoint Point { get; }

    /// <summary>Where the document goes.</summary>
    public string Topic { get; }

    /// <summary>Where "online" or "offline" goes.</summary>
    public string StatusTopic { get; }

    /// <summary>When it goes.</summary>
    internal PublishPace Pace { get; }

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

    /// <inheritdoc/>
    public override int Count
    {
        get { return (int)DecisionKey.End; }
    }

    /// <inheritdoc/>
    protected override ValueRow Row(int index, ValueRow row)
    {
        return index < (int)PowerKey.End ? PowerRow((PowerKey)index, row)
            : index < (int)StateKey.End ? StateRow((StateKey)index, row)
            : index < (int)CarKey.End ? CarRow((CarKey)index, row)
            : DecisionRow((DecisionKey)index, row);
    }

    /// <inheritdoc/>
    protected override long Number(int index)
    {
        return index < (int)PowerKey.End ? PowerNumber((PowerKey)index)
            : index < (int)StateKey.End ? StateNumber((StateKey)index)
            : index < (int)CarKey.End ? CarNumber((CarKey)index)
            : DecisionNumber((DecisionKey)index);
    }

    /// <inheritdoc/>
    protected override string Text(int index)
    {
        return index < (int)PowerKey.End ? PowerText((PowerKey)index)
            : index < (int)StateKey.End ? StateText((StateKey)index)
            : index < (int)CarKey.End ? CarText((CarKey)index)
            : DecisionText((DecisionKey)index);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(int index, JsonWriter json)
    {
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

    /// <inheritdoc/>
    protected override void Begin(long nowMs)
    {
        base.Begin(nowMs);
        _isHeard = StateWords.IsHeard(Point.Connector.Link);
        _isMetered = _isHeard && Point.Connector.Energy.IsPresent(nowMs);
    }

    /// <inheritdoc/>
    protected override bool IsPresent(ValueRow row)
    {
        return row.NeedsMeter ? _isMetered : _isHeard || !row.NeedsLink;
    }

    private static int Centiamps(int halfAmps)
    {
        return halfAmps >= 0 ? halfAmps * 50 : Unknown;
    }

    // Made anew only when a number in it may have changed.
    private string ReasonSentence()
    {
        int actual = Point.Offer.Reason == OfferReason.Overdraw ? Point.Connector.ActualCentiamps : 0;
        if (_sentence == null || _sentenceReason != Point.Offer.Reason || _sentenceOffered != Point.Offer.Centiamps || _sentenceActual != actual
            || _sentenceAvailable != OfferReasonText.GrantedCentiamps(_decision) || _sentenceVersion != _settings.Version)
        {
            _sentenceReason = Point.Offer.Reason;
            _sentenceOffered = Point.Offer.Centiamps;
            _sentenceActual = actual;
            _sentenceAvailable = OfferReasonText.GrantedCentiamps(_decision);
            _sentenceVersion = _settings.Version;
            _sentence = OfferReasonText.Sentence(Point, _settings, _decision);
        }

        return _sentence;
    }
}
