using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Commands;
using TWCManager.Core.Files;
using TWCManager.Core.Json;
using TWCManager.Core.Policy;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Storage;

/// <summary>Keeps what must survive a restart beside the settings: the known connectors, their energy, how far they are with stopping, a stop order, a charge-now order.</summary>
internal sealed class StateStore
{
    private const int FileCapacity = 2048;
    private const string BaseName = "state";
    // Flash wears out: structure is saved soon, energy only now and then.
    private const long SoonMs = 5000;
    private const long EnergyMs = 600000;

    private readonly CheckedFile _file;
    private readonly IWallClock _wallClock;
    private readonly BusMaster _bus;
    private readonly ChargeControl _charging;
    private readonly ManualControl _manual;
    private readonly int[] _totalIds;
    private readonly long[] _totals;
    private readonly StopState[] _stops;
    private readonly int[] _interruptions;
    private int _totalCount;
    private int _rosterVersion;
    private int _manualVersion;
    private int _linkedCount;
    private int _stopSum;
    private long _energy;
    private long _savedMs;
    private bool _isDirty;

    internal StateStore(IStorage storage, IWallClock wallClock, BusMaster bus, ChargeControl charging, ManualControl manual)
    {
        _file = new CheckedFile(storage, BaseName);
        _wallClock = wallClock;
        _bus = bus;
        _charging = charging;
        _manual = manual;
        _totalIds = new int[charging.Points.Length];
        _totals = new long[charging.Points.Length];
        _stops = new StopState[charging.Points.Length];
        _interruptions = new int[charging.Points.Length];
    }

    /// <summary>Null, or a sentence for the log.</summary>
    internal string Problem { get; private set; }

    internal void Load(long nowMs)
    {
        byte[] content = new byte[FileCapacity];
        int length = _file.Load(content);
        Problem = _file.Problem;
        if (length >= 0)
        {
            JsonReader reader = new JsonReader();
            reader.Reset(content, length);
            Read(reader, nowMs);
        }

        _rosterVersion = _bus.Roster.Version;
        _manualVersion = _manual.Version;
        _savedMs = nowMs;
    }

    /// <summary>Gives the charge points what they had before; once they exist.</summary>
    internal void RestorePoints(long nowMs)
    {
        for (int i = 0; i < _charging.Count; i++)
        {
            for (int k = 0; k < _totalCount; k++)
            {
                if (_totalIds[k] == _charging.Points[i].Connector.Id)
                {
                    _charging.Points[i].Energy.Restore(_totals[k]);
                    _charging.Points[i].Stop.Restore(_stops[k], _interruptions[k], nowMs);
                }
            }
        }

        _energy = Energy();
        _stopSum = StopSum();
    }

    internal void Tick(long nowMs)
    {
        int linked = LinkedCount(nowMs);
        int stopSum = StopSum();
        bool isStep = stopSum != _stopSum;
        if (isStep || _rosterVersion != _bus.Roster.Version || _manualVersion != _manual.Version || linked != _linkedCount)
        {
            _stopSum = stopSum;
            _rosterVersion = _bus.Roster.Version;
            _manualVersion = _manual.Version;
            _linkedCount = linked;
            _isDirty = true;
        }

        bool isEnergyDue = nowMs - _savedMs >= EnergyMs && Energy() != _energy;

        // A step of the ladder is rare, and a power cut right after it must not leave a car behind a contactor that nobody closes.
        if (isStep || (_isDirty && nowMs - _savedMs >= SoonMs) || isEnergyDue)
        {
            Save(nowMs);
        }
    }

    /// <summary>The energy of now belongs to something that was just stored elsewhere.</summary>
    internal void SaveSoon()
    {
        _isDirty = true;
    }

    internal void Save(long nowMs)
    {
        // First, because there may be no memory for the rest: then not every turn fails, but one every few seconds.
        _savedMs = nowMs;
        _isDirty = true;
        // Made for each save, which is rare: between two its memory belongs to others.
        JsonWriter writer = new JsonWriter(FileCapacity);
        Write(writer, nowMs);
        // Tried again later when the storage does not take it; the pause keeps that from becoming a load.
        _isDirty = !writer.IsComplete || !_file.TrySave(writer.Buffer, writer.Length);
        _energy = Energy();
    }

    private int LinkedCount(long nowMs)
    {
        int linked = 0;
        for (int i = 0; i < _charging.Count; i++)
        {
            linked += LoadBook.MayHoldLimit(_charging.Points[i], nowMs) ? 1 : 0;
        }

        return linked;
    }

    // Another number whenever one of them has something else to keep.
    private int StopSum()
    {
        int sum = 0;
        for (int i = 0; i < _charging.Count; i++)
        {
            StopLadder ladder = _charging.Points[i].Stop;
            sum = (sum * 32 + (int)ladder.Kept) * 32 + ladder.Interruptions;
        }

        return sum;
    }

    private long Energy()
    {
        long sum = 0;
        for (int i = 0; i < _charging.Count; i++)
        {
            sum += _charging.Points[i].Energy.TotalWattHours;
        }

        return sum;
    }

    private void Write(JsonWriter writer, long nowMs)
    {
        CheckedFile.Begin(writer);
        writer.Field("stopped", _manual.IsStopped);
        long utcSeconds;
        if (_manual.IsChargeNow(nowMs) && _wallClock.TryGetUtc(out utcSeconds))
        {
            writer.Field("chargeNowAmps", _manual.ChargeNowAmps);
            writer.Field("chargeNowUntil", utcSeconds + (_manual.ChargeNowEndsMs - nowMs) / 1000);
        }

        writer.Name("connectors");
        writer.BeginArray();
        for (int i = 0; i < _charging.Count; i++)
        {
            WallConnector connector = _charging.Points[i].Connector;
            writer.BeginObject();
            writer.FieldHex("id", connector.Id, 4);
            writer.Field("protocol", connector.ProtocolVersion);
            writer.Field("ratedCentiamps", connector.RatedCentiamps);
            writer.Field("linked", LoadBook.MayHoldLimit(_charging.Points[i], nowMs));
            writer.Field("totalWattHours", _charging.Points[i].Energy.TotalWattHours);
            WriteStop(writer, _charging.Points[i].Stop);
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }

    private static void WriteStop(JsonWriter writer, StopLadder ladder)
    {
        if (ladder.Kept != StopState.Free || ladder.Interruptions > 0)
        {
            writer.Field("stop", StoredStop.Word(ladder.Kept));
            writer.Field("interruptions", ladder.Interruptions);
        }
    }

    private void Read(JsonReader reader, long nowMs)
    {
        int chargeNowAmps = 0;
        long chargeNowUntil = 0;
        reader.Read();
        while (reader.Read() == JsonToken.Name)
        {
            if (reader.TextIs("stopped"))
            {
                if (reader.Read() == JsonToken.True)
                {
                    _manual.Stop();
                }
            }
            else if (reader.TextIs("chargeNowAmps"))
            {
                reader.Read();
                reader.TryGetInt(out chargeNowAmps);
            }
            else if (reader.TextIs("chargeNowUntil"))
            {
                reader.Read();
                reader.TryGetFixed(0, out chargeNowUntil);
            }
            else if (reader.TextIs("connectors"))
            {
                ReadConnectors(reader, nowMs);
            }
            else
            {
                reader.Skip();
            }
        }

        long utcSeconds;
        bool isClockSet = _wallClock.TryGetUtc(out utcSeconds);
        long leftSeconds = chargeNowUntil - utcSeconds;

        // Longer than anybody can order: the clock was set back in between, and nobody knows when the order really ends.
        if (isClockSet && chargeNowAmps > 0 && leftSeconds > 0 && leftSeconds <= ChargeNowRequest.MaximumMinutes * 60)
        {
            _manual.ChargeNow(chargeNowAmps, nowMs + leftSeconds * 1000);
        }
    }

    private void ReadConnectors(JsonReader reader, long nowMs)
    {
        if (reader.Read() != JsonToken.BeginArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() == JsonToken.BeginObject)
        {
            ReadConnector(reader, nowMs);
        }
    }

    private void ReadConnector(JsonReader reader, long nowMs)
    {
        int id = 0;
        int protocol = 0;
        int rated = 0;
        bool isLinked = false;
        long total = 0;
        StopState stop = StopState.Free;
        int interruptions = 0;
        while (reader.Read() == JsonToken.Name)
        {
            if (reader.TextIs("id"))
            {
                reader.Read();
                HexText.TryParse(reader.GetText(), out id);
            }
            else if (reader.TextIs("protocol"))
            {
                reader.Read();
                reader.TryGetInt(out protocol);
            }
            else if (reader.TextIs("ratedCentiamps"))
            {
                reader.Read();
                reader.TryGetInt(out rated);
            }
            else if (reader.TextIs("linked"))
            {
                isLinked = reader.Read() == JsonToken.True;
            }
            else if (reader.TextIs("totalWattHours"))
            {
                reader.Read();
                reader.TryGetFixed(0, out total);
            }
            else if (reader.TextIs("stop"))
            {
                reader.Read();
                stop = StoredStop.Read(reader);
            }
            else if (reader.TextIs("interruptions"))
            {
                reader.Read();
                reader.TryGetInt(out interruptions);
            }
            else
            {
                reader.Skip();
            }
        }

        if (id <= 0 || (protocol != 1 && protocol != 2) || rated < 0)
        {
            return;
        }

        _bus.Remember(id, protocol, rated, isLinked, nowMs);
        if (_totalCount < _totals.Length)
        {
            _totalIds[_totalCount] = id;
            _totals[_totalCount] = total > 0 ? total : 0;
            _stops[_totalCount] = stop;
            _interruptions[_totalCount] = interruptions > 0 ? interruptions : 0;
            _totalCount++;
        }
    }
}
