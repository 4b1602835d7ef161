using TWCManager.Core.Files;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Energy;

/// <summary>Asks a Fronius device for its power flow, and a logger that is too old for that for its solar production.</summary>
internal sealed class FroniusRequest : EnergyRequest
{
    private const string PowerFlowPath = "/solar_api/v1/GetPowerFlowRealtimeData.fcgi";
    private const string OldPath = "/solar_api/GetInverterRealtimeData.cgi?Scope=System";

    private readonly FroniusPowerFlow _powerFlow = new FroniusPowerFlow();
    private readonly FroniusInverterSystem _oldSystem = new FroniusInverterSystem();
    private string _host = "";
    private string _powerFlowUrl;
    private string _oldUrl;
    private bool _isOldProven;
    private uint _checksum;
    private long _dataMs;

    public FroniusRequest(EnergySource source)
        : base(source)
    {
    }

    protected override string StaleProblem
    {
        get { return _dataMs < Source.LastOkMs ? "the Fronius inverter repeats an old reply" : "the last reply of the Fronius inverter is too old"; }
    }

    private bool IsAskingOld
    {
        get { return Url == _oldUrl; }
    }

    /// <summary>Takes the settings.</summary>
    public void Configure(string host)
    {
        if (host == _host)
        {
            return;
        }

        _host = host;
        IsConfigured = host.Length > 0;
        _powerFlowUrl = IsConfigured ? "http://" + host + PowerFlowPath : null;
        _oldUrl = IsConfigured ? "http://" + host + OldPath : null;
        Url = _powerFlowUrl;
        _isOldProven = false;
        _checksum = 0;
        Source.Forget();
        Restart();
    }

    public override bool Take(HttpReply reply, long askedMs, long nowMs)
    {
        bool isGood = TryTake(reply, askedMs, nowMs);
        if (!isGood && IsAskingOld && reply.Status != 404 && !_isOldProven)
        {
            // The second try told nothing either way: begin with the first again.
            Url = _powerFlowUrl;
        }

        return isGood;
    }

    protected override bool IsPresent(long nowMs, long maxAgeMs)
    {
        return nowMs - _dataMs <= maxAgeMs;
    }

    private bool TryTake(HttpReply reply, long askedMs, long nowMs)
    {
        if (reply.Status == 404)
        {
            TakeNotFound(nowMs);
            return false;
        }

        if (reply.Status == 401 || reply.Status == 403)
        {
            FailRefused(nowMs, Subject + " refuses to answer (HTTP status " + reply.Status.ToString() + ")");
            return false;
        }

        if (!IsReadable(reply, nowMs))
        {
            return false;
        }

        ReplyVerdict verdict = IsAskingOld ? _oldSystem.Read(reply.Body, reply.Length) : _powerFlow.Read(reply.Body, reply.Length);
        switch (verdict)
        {
            case ReplyVerdict.Ok:
                FindMoment(reply, askedMs);
                Publish(_dataMs);
                Succeed(askedMs);
                return true;
            case ReplyVerdict.ConfigurationError:
                FailConfiguration(nowMs, ParserProblem());
                return false;
            default:
                Fail(nowMs, ParserProblem());
                return false;
        }
    }

    // A reply that is the same to the last byte, the device's own time included, is the last one once more: what is in it is as old as that.
    private void FindMoment(HttpReply reply, long askedMs)
    {
        uint checksum = Crc32.Of(reply.Body, 0, reply.Length);
        bool isStamped = IsAskingOld ? _oldSystem.IsStamped : _powerFlow.IsStamped;
        if (!isStamped || checksum != _checksum)
        {
            _checksum = checksum;
            _dataMs = askedMs;
        }
    }

    // A logger of version 0 has the old request only; a new inverter whose interface is switched off has neither.
    private void TakeNotFound(long nowMs)
    {
        if (!IsAskingOld)
        {
            Url = _oldUrl;
            AskAtOnce();
            return;
        }

        Url = _powerFlowUrl;
        _isOldProven = false;
        FailConfiguration(nowMs, "the Fronius inverter has no power flow to read: enable the Solar API on its web page, under communication");
    }

    private string ParserProblem()
    {
        return IsAskingOld ? _oldSystem.Problem : _powerFlow.Problem;
    }

    private void Publish(long atMs)
    {
        if (IsAskingOld)
        {
            _isOldProven = true;
            Put(ReadingKind.Solar, true, _oldSystem.SolarWatts, atMs);
            Put(ReadingKind.Grid, false, 0, atMs);
            Put(ReadingKind.House, false, 0, atMs);
            Put(ReadingKind.Battery, false, 0, atMs);
            Put(ReadingKind.BatterySoc, false, 0, atMs);
            return;
        }

        Put(ReadingKind.Solar, _powerFlow.HasSolar, _powerFlow.SolarWatts, atMs);
        Put(ReadingKind.Grid, _powerFlow.HasGrid, _powerFlow.GridWatts, atMs);
        Put(ReadingKind.House, _powerFlow.HasHouse, _powerFlow.HouseWatts, atMs);
        Put(ReadingKind.Battery, _powerFlow.HasBattery, _powerFlow.BatteryWatts, atMs);
        Put(ReadingKind.BatterySoc, _powerFlow.HasSoc, _powerFlow.BatterySoc, atMs);
    }

    // A device that answers and has no value is not one that is late with it: nothing is kept.
    private void Put(int kind, bool isKnown, int value, long atMs)
    {
        if (isKnown)
        {
            Source.Of(kind).Set(value, atMs);
        }
        else
        {
            Source.Of(kind).Clear();
        }
    }
}
