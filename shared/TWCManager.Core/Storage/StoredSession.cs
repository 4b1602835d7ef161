using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Json;

namespace TWCManager.Core.Storage;

/// <summary>One object of the sessions' file: a connector, a session or a car. Nothing in it is believed that cannot be true.</summary>
internal sealed class StoredSession
{
    private const int HighestId = 0xFFFF;
    // Beyond any year that can be written, and any energy.
    private const long Highest = 250000000000;

    private int _plugIns;
    private long _fromWattHours = -1;

    internal ChargeRecord Record { get; } = new ChargeRecord();

    /// <summary>Reads up to the end of the object.</summary>
    /// <returns>False when it is to be passed over.</returns>
    internal bool TryRead(JsonReader reader)
    {
        bool isGood = true;
        while (reader.Read() == JsonToken.Name)
        {
            isGood &= TryReadMember(reader);
        }

        return isGood && reader.Token == JsonToken.EndObject && Record.ConnectorId > 0 && Record.ConnectorId <= HighestId;
    }

    /// <summary>Hands what is known of a connector to its session.</summary>
    /// <param name="session">Null for nobody.</param>
    internal void Give(ChargeSession session)
    {
        if (session == null)
        {
            return;
        }

        session.Restore(_plugIns, _fromWattHours, Record.StartUtcSeconds, Record.Vin);
    }

    private bool TryReadMember(JsonReader reader)
    {
        if (reader.TextIs("id"))
        {
            int id;
            bool isId = TryReadText(reader) && HexText.TryParse(reader.GetText(), out id);
            HexText.TryParse(isId ? reader.GetText() : null, out id);
            Record.ConnectorId = id;
            return isId;
        }

        if (reader.TextIs("vin"))
        {
            Record.Vin = TryReadText(reader) ? reader.GetText() : null;
            return VinReader.IsWellFormed(Record.Vin);
        }

        return TryReadNumber(reader);
    }

    private static bool TryReadText(JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return reader.Token == JsonToken.Text;
    }

    private bool TryReadNumber(JsonReader reader)
    {
        bool isPlugIns = reader.TextIs("plugIns") || reader.TextIs("n");
        bool isFrom = reader.TextIs("from");
        bool isStart = reader.TextIs("start");
        bool isEnd = reader.TextIs("end");
        bool isKnown = isPlugIns || isFrom || isStart || isEnd || reader.TextIs("wh");
        long value;
        reader.Read();
        reader.Skip();
        if (!reader.TryGetFixed(0, out value) || value < 0 || value > (isPlugIns ? int.MaxValue : Highest))
        {
            return !isKnown;
        }

        if (isPlugIns)
        {
            _plugIns = (int)value;
            Record.Sessions = _plugIns;
        }
        else if (isFrom)
        {
            _fromWattHours = value;
        }
        else if (isStart)
        {
            Record.StartUtcSeconds = value;
        }
        else if (isEnd)
        {
            Record.EndUtcSeconds = value;
        }
        else if (isKnown)
        {
            Record.WattHours = value;
        }

        return true;
    }
}
