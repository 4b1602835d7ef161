using TWCManager.Core.Doctor;
using TWCManager.Core.Documents;
using TWCManager.Core.Json;
using TWCManager.Core.Mqtt;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Web;

/// <summary>The documents that MQTT publishes, as one: what the page is, the site, the connectors.</summary>
public sealed class StatusReply : IReplyParts
{
    private readonly ChargerSettings _settings;
    private readonly WiringDoctor _doctor;
    private readonly SiteDocument _site;
    private readonly ConnectorDocuments _connectors;
    private int _next;

    /// <summary>Makes it over what it reads.</summary>
    public StatusReply(SiteView view, Topics topics)
    {
        _settings = view.Settings;
        _doctor = view.Doctor;
        _site = new SiteDocument(view);
        _connectors = new ConnectorDocuments(StatusPublisher.MaxConnectors, topics, view);
    }

    /// <summary>Notes when the program began to run.</summary>
    internal void Start(long nowMs)
    {
        _site.Start(nowMs);
    }

    string IReplyParts.Type
    {
        get { return WebType.Json; }
    }

    void IReplyParts.Begin()
    {
        _connectors.Follow();
        _next = 0;
    }

    bool IReplyParts.WriteNext(JsonWriter json, long nowMs)
    {
        int part = _next++;
        if (part == 0)
        {
            json.BeginObject();
            WritePage(json);
            json.Name("doctor");
            DoctorDocuments.WriteFindings(_doctor, json);
            json.Name("site");
            _site.Write(json, nowMs);
            json.Name("connectors");
            json.BeginArray();
            return true;
        }

        if (part <= _connectors.Count)
        {
            _connectors.At(part - 1).Write(json, nowMs);
            return true;
        }

        json.EndArray();
        json.EndObject();
        return false;
    }

    private void WritePage(JsonWriter json)
    {
        json.Name("page");
        json.BeginObject();
        json.Field("canChange", _settings.Number(Setting.WebServer) == Setting.WebFull);
        json.Field("hasPassword", _settings.Text(Setting.SetupPassword).Length > 0);
        json.Field("hasLimits", _settings.HasWiringLimits);
        json.EndObject();
    }
}
