using TWCManager.Core.Bus;
using TWCManager.Core.Doctor;
using TWCManager.Core.Documents;
using TWCManager.Core.Json;

namespace TWCManager.Core.Mqtt;

/// <summary>What is published of the doctor: its findings, the report of the last test, what was sniffed. Each when there is news, and not too often.</summary>
internal sealed class DoctorDocuments
{
    private const long FindingsMs = 2000;
    private const long ReportMs = 1000;
    private const long SniffMs = 20;

    private readonly WiringDoctor _doctor;
    private readonly CommissioningTest _test;
    private readonly BusSniffer _sniffer;
    private readonly Outbox _outbox;
    private readonly Topics _topics;
    private int _findingsVersion;
    private int _reportVersion;
    private long _findingsMs;
    private long _reportMs;
    private long _sniffedMs;
    private bool _hasFindings;

    internal DoctorDocuments(WiringDoctor doctor, CommissioningTest test, BusSniffer sniffer, Outbox outbox, Topics topics)
    {
        _doctor = doctor;
        _test = test;
        _sniffer = sniffer;
        _outbox = outbox;
        _topics = topics;
    }

    /// <summary>Everything has to go out anew; what was sniffed for the last connection is for nobody.</summary>
    internal void Renew()
    {
        _hasFindings = false;
        _reportVersion = -1;
    }

    /// <summary>There is no connection.</summary>
    internal void Disconnected()
    {
        _sniffer.Abandon();
    }

    /// <summary>Publishes a document that has news.</summary>
    internal bool TryPublish(long nowMs)
    {
        if (!_hasFindings || (_doctor.Version != _findingsVersion && nowMs - _findingsMs >= FindingsMs))
        {
            int version = _doctor.Version;
            _outbox.Json.Reset();
            WriteFindings(_doctor, _outbox.Json);
            if (_outbox.TryPublishJson(_topics.Doctor, nowMs))
            {
                _hasFindings = true;
                _findingsVersion = version;
                _findingsMs = nowMs;
            }

            return true;
        }

        if (_test.Report == null || _test.Version == _reportVersion || (_test.IsRunning && nowMs - _reportMs < ReportMs))
        {
            return false;
        }

        int reportVersion = _test.Version;
        _outbox.Json.Reset();
        TestDocument.Write(_test.Report, _outbox.Json);
        // After a crash the broker must not tell for ever that a test runs.
        if (_outbox.TryPublishJson(_topics.Test, nowMs, !_test.IsRunning))
        {
            _reportVersion = reportVersion;
            _reportMs = nowMs;
        }

        return true;
    }

    /// <summary>Publishes one line of what was sniffed.</summary>
    internal bool TrySniff(long nowMs)
    {
        if (!_sniffer.IsRunning || nowMs - _sniffedMs < SniffMs || !_sniffer.TryWriteNext(_outbox.Json))
        {
            return false;
        }

        // A line that the link does not take is gone: the next ones shall not wait for it.
        _sniffedMs = nowMs;
        _outbox.TryPublish(_topics.Sniff, _outbox.Json.Buffer, _outbox.Json.Length, false, nowMs);
        _outbox.Json.Release(false);
        return true;
    }

    /// <summary>Writes the findings as they are.</summary>
    internal static void WriteFindings(WiringDoctor doctor, JsonWriter json)
    {
        json.BeginObject();
        json.Field("ok", doctor.IsOk);
        json.Field("problem", StateWords.OnOff(!doctor.IsOk));
        json.Field("text", doctor.FirstSentence());
        json.Name("findings");
        json.BeginArray();
        for (int i = 0; i < doctor.Count; i++)
        {
            WallConnector connector = doctor.ConnectorAt(i);
            json.BeginObject();
            json.Field("code", FindingText.Word(doctor.CodeAt(i)));
            json.Field("severity", FindingText.Severity(doctor.CodeAt(i)));
            json.Field("connector", connector == null ? null : connector.IdText);
            json.Field("text", doctor.SentenceAt(i));
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }
}
