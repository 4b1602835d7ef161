using System.Text;
using TWCManager.Core.Charging;
using TWCManager.Core.Commands;
using TWCManager.Core.Documents;
using TWCManager.Core.HomeAssistant;
using TWCManager.Core.Log;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Mqtt;

/// <summary>Tells the world over MQTT how things are: at most one message per tick, on change, and again when a broker or Home Assistant comes back.</summary>
/// <remarks>Knows when and where something is published. What the documents say is left to them; it changes nothing.</remarks>
public sealed class StatusPublisher
{
    /// <summary>Wall connectors that are published at most.</summary>
    public const int MaxConnectors = 8;

    // Longest message in bytes with topics of usual length, and how often base and node are in it at most.
    private const int MessageCapacity = 5120;
    private const int UsualRootLength = 24;
    private const int TopicsPerMessage = 50;

    private const string Online = "online";
    private const string Offline = "offline";
    private const string Stop = "stop";
    private const string Start = "start";

    // Comparing everything with what was published is most of an idle tick's work, and nobody sees a twentieth of a second.
    private const long LookMs = 50;

    // Home Assistant greets all its devices at once; they should not all answer at once.
    private const int BirthDelayMinMs = 1000;
    private const int BirthDelaySpreadMs = 9000;

    // Announcements need more memory than anything else; there may be some when a browser has gone.
    private const long AnnounceAgainMs = 300000;

    private readonly IMqttLink _link;
    private readonly Topics _topics;
    private readonly ChargerSettings _settings;
    private readonly Outbox _outbox;
    private readonly SessionBook _book;
    private readonly SiteDocument _site;
    private readonly PublishPace _sitePace = new PublishPace();
    private readonly PublishPace _settingsPace = new PublishPace();
    private readonly ConnectorDocuments _connectors;
    private readonly DiscoveryRound _discovery;
    private readonly DoctorDocuments _doctor;
    private readonly CommandHandler _commands;
    private readonly EventLog _log;
    private readonly byte[] _online = Encoding.UTF8.GetBytes(Online);
    private readonly byte[] _offline = Encoding.UTF8.GetBytes(Offline);

    private int _session;
    private bool _hasGreeted;
    private bool _isClosed;
    private bool _isAtWork;
    private bool _wasReceipt;
    private int _birthsSeen;
    private bool _hasBirth;
    private long _birthDueMs;
    private int _nextDocument;
    private long _lookAgainMs;
    private int _settingsVersion;
    private int _sessionsVersion = -1;
    private int _carsVersion = -1;

    /// <summary>Makes a publisher. It only reads what it is given.</summary>
    /// <param name="commands">Where receipts come from.</param>
    /// <param name="log">Where lines come from.</param>
    public StatusPublisher(IMqttLink link, Topics topics, SiteView view, CommandHandler commands, EventLog log)
    {
        _link = link;
        _topics = topics;
        _settings = view.Settings;
        _commands = commands;
        _log = log;
        int surplusLength = topics.Root.Length > UsualRootLength ? topics.Root.Length - UsualRootLength : 0;
        _outbox = new Outbox(link, MessageCapacity + surplusLength * TopicsPerMessage);
        _book = view.Charging.Sessions;
        _site = new SiteDocument(view);
        _connectors = new ConnectorDocuments(MaxConnectors, topics, view);
        _discovery = new DiscoveryRound(topics, view.Settings, _outbox, _sitePace, _settingsPace, _site, _connectors);
        _doctor = new DoctorDocuments(view.Doctor, view.Test, view.Sniffer, _outbox, topics);
        BirthDelayMs = BirthDelayMinMs + Spread(topics.Node);
    }

    /// <summary>Messages that did not fit into the buffer and were not sent; anything but 0 is a fault of this program.</summary>
    public int TooLong
    {
        get { return _outbox.TooLong; }
    }

    /// <summary>Time from Home Assistant's start to our answer, in ms: 1 to 10 s, always the same for one node.</summary>
    public int BirthDelayMs { get; }

    /// <summary>Publishes at most one message. Never waits.</summary>
    public void Tick(long nowMs)
    {
        _site.Start(nowMs);
        if (_isClosed || !_link.IsConnected)
        {
            _commands.Receipts.DropAll();
            _doctor.Disconnected();
            return;
        }

        _connectors.Follow();
        if (_link.Session != _session)
        {
            StartSession();
        }

        if (_isAtWork)
        {
            GiveUp(nowMs);
        }

        NoteBirth(nowMs);
        if (!_outbox.IsResting(nowMs))
        {
            _isAtWork = true;
            PublishNext(nowMs);
            _isAtWork = false;
        }
    }

    /// <summary>Says goodbye before a clean stop: the last will is not sent then. Nothing is published afterwards.</summary>
    public void PublishOffline()
    {
        _isClosed = true;
        if (_link.IsConnected)
        {
            _link.Publish(_topics.Status, _offline, _offline.Length, true);
        }
    }

    // Our own sum: the hash codes of strings differ from run to run.
    private static int Spread(string node)
    {
        int sum = 7;
        for (int i = 0; i < node.Length; i++)
        {
            sum = (sum * 31 + node[i]) % 1000003;
        }

        return sum % (BirthDelaySpreadMs + 1);
    }

    private void StartSession()
    {
        _session = _link.Session;
        _hasGreeted = false;
        _hasBirth = false;
        _isAtWork = false;
        _lookAgainMs = 0;
        _wasReceipt = false;
        _outbox.Reset();
        RenewAll();
    }

    // The last turn threw in the middle of a document, for lack of memory. At once it would again, so the others come first, without announcements.
    private void GiveUp(long nowMs)
    {
        _isAtWork = false;
        if (_discovery.IsWriting)
        {
            _discovery.GiveUp(nowMs);
            _hasBirth = true;
            _birthDueMs = nowMs + AnnounceAgainMs;
        }

        _outbox.GiveUp(nowMs);
    }

    private void RenewAll()
    {
        _discovery.Abandon();
        _sitePace.Renew(_topics.HasDiscovery);
        _settingsPace.Renew(_topics.HasDiscovery);
        _sessionsVersion = -1;
        _carsVersion = -1;
        _connectors.Renew();
        _doctor.Renew();
    }

    private void NoteBirth(long nowMs)
    {
        if (_commands.HomeAssistantStarts != _birthsSeen)
        {
            _birthsSeen = _commands.HomeAssistantStarts;
            _hasBirth = true;
            _birthDueMs = nowMs + BirthDelayMs;
        }

        if (_hasBirth && nowMs >= _birthDueMs)
        {
            _hasBirth = false;
            RenewAll();
        }
    }

    private void PublishNext(long nowMs)
    {
        if (!_hasGreeted)
        {
            _hasGreeted = _outbox.TryPublish(_topics.Status, _online, _online.Length, true, nowMs);
            return;
        }

        // Receipts come first, but a flood of commands must not silence everything else.
        _wasReceipt = !_wasReceipt && (TryReceipt(nowMs) || TrySniff(nowMs));
        if (_wasReceipt || nowMs < _lookAgainMs || _discovery.TryStep(nowMs) || TrySettings(nowMs) || TryState(nowMs) || TryDoctor(nowMs) || TrySessions(nowMs) || TryLogLine(nowMs))
        {
            return;
        }

        if (_nextDocument > _connectors.Count)
        {
            // A whole round without news.
            _lookAgainMs = nowMs + LookMs;
        }
    }

    private bool TryReceipt(long nowMs)
    {
        byte[] receipt;
        if (!_commands.Receipts.TryPeek(out receipt))
        {
            return false;
        }

        if (_outbox.TryPublish(_topics.Response, receipt, receipt.Length, false, nowMs))
        {
            _commands.Receipts.RemoveOldest();
        }

        return true;
    }

    private bool TrySniff(long nowMs)
    {
        // An announcement that is half written owns the buffer.
        return !_discovery.IsWriting && _doctor.TrySniff(nowMs);
    }

    private bool TryDoctor(long nowMs)
    {
        // The entity belongs to the site's device, so Home Assistant needs the same second.
        return !_sitePace.IsHeld(nowMs) && _doctor.TryPublish(nowMs);
    }

    private bool TrySettings(long nowMs)
    {
        if (!_settingsPace.IsChangeDue(nowMs, _settingsVersion != _settings.Version))
        {
            return false;
        }

        int version = _settings.Version;
        _outbox.Json.Reset();
        _settings.WriteAll(_outbox.Json);
        if (_outbox.TryPublishJson(_topics.Settings, nowMs))
        {
            _settingsVersion = version;
            _settingsPace.Published(nowMs);
        }

        return true;
    }

    private bool TrySessions(long nowMs)
    {
        bool isCars = _carsVersion != _book.Version;
        if (!isCars && _sessionsVersion == _book.Version)
        {
            return false;
        }

        int version = _book.Version;
        _outbox.Json.Reset();
        if (isCars)
        {
            SessionDocument.WriteCars(_outbox.Json, _book);
        }
        else
        {
            SessionDocument.WriteSessions(_outbox.Json, _book);
        }

        if (_outbox.TryPublishJson(isCars ? _topics.Cars : _topics.Sessions, nowMs))
        {
            _carsVersion = version;
            _sessionsVersion = isCars ? _sessionsVersion : version;
        }

        return true;
    }

    // One document per tick is looked at: comparing all of them each time would be most of the work.
    private bool TryState(long nowMs)
    {
        int index = _nextDocument <= _connectors.Count ? _nextDocument : 0;
        _nextDocument = index + 1;
        return index == 0 ? TrySite(nowMs) : TryConnector(_connectors.At(index - 1), nowMs);
    }

    private bool TrySite(long nowMs)
    {
        Change change = _site.Look(nowMs);
        if (!_sitePace.IsDue(nowMs, change == Change.Urgent, change != Change.None))
        {
            return false;
        }

        _outbox.Json.Reset();
        _site.Write(_outbox.Json, nowMs);
        if (_outbox.TryPublishJson(_topics.Site, nowMs))
        {
            _site.Remember(nowMs);
            _sitePace.Published(nowMs);
        }

        return true;
    }

    private bool TryConnector(ConnectorDocument document, long nowMs)
    {
        if (TryRequest(document, nowMs))
        {
            return true;
        }

        Change change = document.Look(nowMs);
        if (!document.Pace.IsDue(nowMs, change == Change.Urgent, change != Change.None))
        {
            return TryAvailability(document, nowMs);
        }

        _outbox.Json.Reset();
        document.Write(_outbox.Json, nowMs);
        if (_outbox.TryPublishJson(document.Topic, nowMs))
        {
            document.Remember(nowMs);
            document.Pace.Published(nowMs);
        }

        return true;
    }

    // Once each time somebody is to be asked. What was not delivered is told late rather than not at all, unless it is no longer true.
    private bool TryRequest(ConnectorDocument document, long nowMs)
    {
        StopLadder ladder = document.Point.Stop;
        int count = ladder.AskCount;
        if (document.PublishedAsks == count || !ladder.IsAsking)
        {
            return false;
        }

        byte[] payload = Encoding.UTF8.GetBytes(ladder.Asked == StopLadder.AskedStop ? Stop : Start);
        if (_outbox.TryPublish(document.RequestTopic, payload, payload.Length, false, nowMs))
        {
            document.PublishedAsks = count;
        }

        return true;
    }

    // After the state, so that it is there when Home Assistant takes the connector for available.
    private bool TryAvailability(ConnectorDocument document, long nowMs)
    {
        string status = StateWords.IsHeard(document.Point.Connector.Link) || document.Point.Stop.IsSilent ? Online : Offline;
        if (document.PublishedStatus == status || document.Pace.IsHeld(nowMs))
        {
            return false;
        }

        byte[] payload = status == Online ? _online : _offline;
        if (_outbox.TryPublish(document.StatusTopic, payload, payload.Length, true, nowMs))
        {
            document.PublishedStatus = status;
        }

        return true;
    }

    private bool TryLogLine(long nowMs)
    {
        string line;
        if (!_log.TryPeek(out line))
        {
            return false;
        }

        byte[] payload = Encoding.UTF8.GetBytes(line);
        if (_outbox.TryPublish(_topics.Log, payload, payload.Length, false, nowMs))
        {
            _log.RemoveOldest();
        }

        return true;
    }
}
