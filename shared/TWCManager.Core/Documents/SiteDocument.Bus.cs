using TWCManager.Core.Bus;
using TWCManager.Core.Energy;
using TWCManager.Core.Json;
using TWCManager.Core.Protocol;

namespace TWCManager.Core.Documents;

/// <content>Of the site: the sources of readings, the bus and the program.</content>
public sealed partial class SiteDocument
{
    // States of a source are fewer.
    private const int SourceStates = 8;

    private enum BusKey
    {
        Sources = (int)CarsKey.End,
        SourceProblem,
        State,
        Frames,
        Noise,
        BadChecksum,
        BadEscape,
        BadLength,
        UnknownType,
        Overflow,
        Echo,
        Timeouts,
        ErrorPercent,
        SecondMaster,
        BusConnected,
        Doctor,
        UptimeSeconds,
        Version,
        End,
    }

    private static ValueRow BusRow(BusKey key, ValueRow row)
    {
        switch (key)
        {
            case BusKey.Sources:
                return row.Own("sources").Watched(Watch.Urgent);
            case BusKey.SourceProblem:
                return row.OnOff("sourceProblem").As(EntityKind.Binary, 7, "source", "Energy data", "problem").Diagnostic();
            case BusKey.State:
                return row.Text("state").In("bus").Watched(Watch.Urgent);
            case BusKey.Frames:
                return row.Number("frames").In("bus");
            case BusKey.Noise:
                return row.Number("noise").In("bus");
            case BusKey.BadChecksum:
                return row.Number("badChecksum").In("bus");
            case BusKey.BadEscape:
                return row.Number("badEscape").In("bus");
            case BusKey.BadLength:
                return row.Number("badLength").In("bus");
            case BusKey.UnknownType:
                return row.Number("unknownType").In("bus");
            case BusKey.Overflow:
                return row.Number("overflow").In("bus");
            case BusKey.Echo:
                return row.Number("echo").In("bus");
            case BusKey.Timeouts:
                return row.Number("timeouts").In("bus");
            case BusKey.ErrorPercent:
                return row.Number("errorPercent", "%").In("bus");
            case BusKey.SecondMaster:
                return row.Text("secondMaster").In("bus").Watched(Watch.Urgent);
            case BusKey.BusConnected:
                return row.OnOff("busConnected").As(EntityKind.Binary, 8, "bus", "Bus", "connectivity").Diagnostic();
            case BusKey.Doctor:
                return row.Hidden("problem").As(EntityKind.Doctor, 9, "doctor", "Wiring", "problem").Diagnostic();
            case BusKey.UptimeSeconds:
                return row.Number("uptimeSeconds", "s");
            default:
                return row.Text("version");
        }
    }

    private long BusNumber(BusKey key)
    {
        LineCounters counters = _bus.Counters;
        switch (key)
        {
            case BusKey.Sources:
                return SourcesNumber();
            case BusKey.SourceProblem:
                return HasSourceProblem() ? 1 : 0;
            case BusKey.State:
                return (int)_bus.State;
            case BusKey.Frames:
                return counters.Frames;
            case BusKey.Noise:
                return counters.Noise;
            case BusKey.BadChecksum:
                return counters.BadChecksum;
            case BusKey.BadEscape:
                return counters.BadEscape;
            case BusKey.BadLength:
                return counters.BadLength;
            case BusKey.UnknownType:
                return counters.UnknownType;
            case BusKey.Overflow:
                return counters.Overflow;
            case BusKey.Echo:
                return counters.Echo;
            case BusKey.Timeouts:
                return counters.Timeouts;
            case BusKey.ErrorPercent:
                return _bus.Noise.ErrorPercent;
            case BusKey.SecondMaster:
                return _bus.SecondMasterId;
            case BusKey.BusConnected:
                return _bus.State == BusState.Running ? 1 : 0;
            default:
                return (NowMs - _startMs) / 1000;
        }
    }

    private string BusText(BusKey key)
    {
        switch (key)
        {
            case BusKey.State:
                return StateWords.Bus(_bus.State);
            case BusKey.SecondMaster:
                return _bus.SecondMasterId >= 0 ? HexText.Of(_bus.SecondMasterId) : null;
            default:
                return ProductVersion.Text;
        }
    }

    // The states of all sources in one number.
    private int SourcesNumber()
    {
        int number = 0;
        for (int i = 0; i < _sources.Length; i++)
        {
            number = number * SourceStates + (int)_sources[i].State;
        }

        return number;
    }

    private bool HasSourceProblem()
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            SourceState state = _sources[i].State;
            if (state == SourceState.Stale || state == SourceState.Failed || state == SourceState.ConfigurationError)
            {
                return true;
            }
        }

        return false;
    }

    private void WriteSources(JsonWriter json)
    {
        json.BeginObject();
        for (int i = 0; i < _sources.Length; i++)
        {
            EnergySource source = _sources[i];
            json.Name(source.Name);
            json.BeginObject();
            json.Field("state", StateWords.Source(source.State));
            json.Name("ageSeconds");
            if (source.LastOkMs > 0)
            {
                json.Value((int)((NowMs - source.LastOkMs) / 1000));
            }
            else
            {
                json.Null();
            }

            json.Field("problem", source.Problem);
            json.EndObject();
        }

        json.EndObject();
    }
}
