using TWCManager.Core.Energy;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Tests.Energy;

/// <summary>A source to copy: a meter at the grid connection that is asked over HTTP and answers <c>{"emeters":[{"power":-1734.5},...]}</c>, one for each phase.</summary>
/// <remarks>
/// In the product such a class lies in <c>Energy</c>, has a row in <see cref="EnergySources"/> and takes its address in <see cref="Configure"/> from its
/// setting. Everything else loops over the list.
/// </remarks>
internal sealed class SampleSource : EnergySource
{
    private readonly string _host;
    private readonly MeterRequest _meter;

    public SampleSource(string host)
    {
        _host = host;
        Give(ReadingKind.Grid);
        _meter = new MeterRequest(this);
        Requests = new EnergyRequest[] { _meter };
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return "sample"; }
    }

    /// <inheritdoc/>
    public override string Subject
    {
        get { return "the sample meter"; }
    }

    /// <inheritdoc/>
    public override string AddressSetting
    {
        get { return "sampleHost"; }
    }

    /// <inheritdoc/>
    public override void Configure(ChargerSettings settings)
    {
        // settings.Text(Setting.SampleHost)
        _meter.Configure(_host);
    }

    private sealed class MeterRequest : EnergyRequest
    {
        private readonly JsonReader _reader = new JsonReader();
        private string _host = "";

        public MeterRequest(EnergySource source)
            : base(source)
        {
        }

        protected override string StaleProblem
        {
            get { return "the last reply of the sample meter is too old"; }
        }

        public void Configure(string host)
        {
            if (host == _host)
            {
                return;
            }

            _host = host;
            IsConfigured = host.Length > 0;
            Url = IsConfigured ? "http://" + host + "/status" : null;
            Source.Forget();
            Restart();
        }

        public override bool Take(HttpReply reply, long askedMs, long nowMs)
        {
            int watts;
            if (!IsReadable(reply, nowMs))
            {
                return false;
            }

            if (!TryRead(reply, out watts))
            {
                Fail(nowMs, Subject + " sends a reply without a power");
                return false;
            }

            Source.Of(ReadingKind.Grid).Set(watts, askedMs);
            Succeed(askedMs);
            return true;
        }

        protected override bool IsPresent(long nowMs, long maxAgeMs)
        {
            return Source.Of(ReadingKind.Grid).IsFresh(nowMs, maxAgeMs);
        }

        // The sum of all powers in the document; false if it is damaged or has none.
        private bool TryRead(HttpReply reply, out int watts)
        {
            int count = 0;
            watts = 0;
            _reader.Reset(reply.Body, reply.Length);
            while (_reader.Read() != JsonToken.End && _reader.Token != JsonToken.Error)
            {
                long value;
                if (_reader.Token == JsonToken.Name && _reader.TextIs("power") && _reader.Read() == JsonToken.Number && _reader.TryGetFixed(0, out value))
                {
                    watts += (int)value;
                    count++;
                }
            }

            return _reader.Token == JsonToken.End && count > 0;
        }
    }
}
