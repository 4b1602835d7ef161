using TWCManager.Core.Bus;
using TWCManager.Core.Documents;
using TWCManager.Core.HomeAssistant;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Mqtt;

/// <summary>Sends the announcements to Home Assistant that are due: the controller first, because the connectors refer to it.</summary>
internal sealed class DiscoveryRound
{
    private const int Nothing = -1;
    private const int Site = 0;
    private const int Controls = 1;
    private const int FirstConnector = 2;

    // An announcement is 5 KB: the link shall have sent the last one before the next takes as much.
    private const long PauseMs = 150;

    private readonly Topics _topics;
    private readonly ChargerSettings _settings;
    private readonly Outbox _outbox;
    private readonly HomeAssistantDiscovery _discovery;
    private readonly PublishPace _sitePace;
    private readonly PublishPace _settingsPace;
    private readonly SiteDocument _site;
    private readonly ConnectorDocuments _connectors;
    private readonly ControlRanges _ranges = new ControlRanges();
    private int _device = Nothing;
    private ConnectorDocument _document;
    private long _nextMs;
    private bool _isWhole;

    public DiscoveryRound(Topics topics, ChargerSettings settings, Outbox outbox, PublishPace sitePace, PublishPace settingsPace,
        SiteDocument site, ConnectorDocuments connectors)
    {
        _topics = topics;
        _settings = settings;
        _outbox = outbox;
        _discovery = new HomeAssistantDiscovery(topics, outbox.Json);
        _sitePace = sitePace;
        _settingsPace = settingsPace;
        _site = site;
        _connectors = connectors;
    }

    /// <summary>The outbox's buffer holds an announcement that is not out yet.</summary>
    public bool IsWriting
    {
        get { return _device != Nothing; }
    }

    /// <summary>Forgets an announcement that is only half written.</summary>
    public void Abandon()
    {
        _device = Nothing;
    }

    /// <summary>Takes everything for announced, so that the states go out; the next announcement follows a <see cref="PublishPace.Renew"/>.</summary>
    public void GiveUp(long nowMs)
    {
        _device = Nothing;
        _ranges.Follow(_settings);
        _sitePace.Announced(nowMs);
        _settingsPace.Announced(nowMs);
        for (int i = 0; i < _connectors.Count; i++)
        {
            _connectors.At(i).Pace.Announced(nowMs);
        }
    }

    /// <summary>Writes one component, or publishes a whole announcement.</summary>
    /// <returns>False when nothing is to be announced; true while the outbox's buffer belongs to an announcement, and in the pause after one.</returns>
    public bool TryStep(long nowMs)
    {
        if (_device == Nothing)
        {
            if (nowMs < _nextMs)
            {
                return true;
            }

            if (!_topics.HasDiscovery || !TryBegin())
            {
                return false;
            }

            _isWhole = false;
        }

        if (!_isWhole)
        {
            _isWhole = _discovery.Step();
        }
        else if (_outbox.TryPublishJson(_discovery.Topic, nowMs))
        {
            Pace().Announced(nowMs);
            _device = Nothing;
            _nextMs = nowMs + PauseMs;
        }

        return true;
    }

    private bool TryBegin()
    {
        if (_sitePace.NeedsDiscovery)
        {
            _device = Site;
            _discovery.BeginSite(_site);
            return true;
        }

        if (_ranges.Follow(_settings) || _settingsPace.NeedsDiscovery)
        {
            _device = Controls;
            _discovery.BeginControls(_ranges);
            return true;
        }

        return TryBeginConnector();
    }

    private bool TryBeginConnector()
    {
        for (int i = 0; i < _connectors.Count; i++)
        {
            ConnectorDocument document = _connectors.At(i);
            WallConnector connector = document.Point.Connector;
            if (document.Pace.NeedsDiscovery || document.AnnouncedSerial != connector.SerialNumber
                || document.AnnouncedFirmware != connector.FirmwareVersion)
            {
                _device = FirstConnector;
                _document = document;
                document.AnnouncedSerial = connector.SerialNumber;
                document.AnnouncedFirmware = connector.FirmwareVersion;
                _discovery.BeginConnector(document);
                return true;
            }
        }

        return false;
    }

    private PublishPace Pace()
    {
        switch (_device)
        {
            case Site:
                return _sitePace;
            case Controls:
                return _settingsPace;
            default:
                return _document.Pace;
        }
    }
}
