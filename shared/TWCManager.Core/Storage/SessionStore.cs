using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Files;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;

namespace TWCManager.Core.Storage;

/// <summary>Keeps the charging sessions over a restart. Written when one begins, when its car is known and when it ends; its energy is in the totals of <see cref="StateStore"/>.</summary>
internal sealed class SessionStore
{
    private const int FileCapacity = 3072;
    private const string BaseName = "sessions";
    private const long SoonMs = 5000;

    private readonly CheckedFile _file;
    private readonly SessionBook _book;
    private int _savedVersion;
    private long _savedMs;

    internal SessionStore(IStorage storage, SessionBook book)
    {
        _file = new CheckedFile(storage, BaseName);
        _book = book;
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
            Read(reader);
        }

        _savedVersion = _book.Version;
        _savedMs = nowMs;
    }

    /// <returns>True when something was handed to the storage: the totals that belong to it should follow.</returns>
    internal bool Tick(long nowMs)
    {
        return _book.Version != _savedVersion && nowMs - _savedMs >= SoonMs && Save(nowMs);
    }

    /// <summary>Hands what is not saved yet to the storage.</summary>
    internal bool Save(long nowMs)
    {
        if (_book.Version == _savedVersion)
        {
            return false;
        }

        _savedMs = nowMs;
        JsonWriter writer = new JsonWriter(FileCapacity);
        Write(writer);
        if (!writer.IsComplete || !_file.TrySave(writer.Buffer, writer.Length))
        {
            return false;
        }

        _savedVersion = _book.Version;
        return true;
    }

    private void Write(JsonWriter writer)
    {
        CheckedFile.Begin(writer);
        writer.Name("connectors");
        writer.BeginArray();
        for (int i = 0; i < _book.Count; i++)
        {
            WriteConnector(writer, _book.At(i));
        }

        writer.EndArray();
        WriteRecords(writer, "sessions", _book.Records, _book.RecordCount);
        WriteRecords(writer, "cars", _book.Cars, _book.CarCount);
        writer.EndObject();
    }

    private static void WriteConnector(JsonWriter writer, ChargeSession session)
    {
        writer.BeginObject();
        writer.FieldHex("id", session.ConnectorId, 4);
        writer.Field("plugIns", session.PlugIns);
        if (session.IsOpen)
        {
            writer.Field("from", session.StartWattHours);
            writer.Field("start", session.StartUtcSeconds);
            WriteVin(writer, session.Vin);
        }

        writer.EndObject();
    }

    private static void WriteRecords(JsonWriter writer, string name, ChargeRecord[] records, int count)
    {
        writer.Name(name);
        writer.BeginArray();
        for (int i = 0; i < count; i++)
        {
            ChargeRecord record = records[i];
            writer.BeginObject();
            writer.FieldHex("id", record.ConnectorId, 4);
            WriteVin(writer, record.Vin);
            writer.Field("n", record.Sessions);
            writer.Field("start", record.StartUtcSeconds);
            writer.Field("end", record.EndUtcSeconds);
            writer.Field("wh", record.WattHours);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteVin(JsonWriter writer, string vin)
    {
        if (vin != null)
        {
            writer.Field("vin", vin);
        }
    }

    private void Read(JsonReader reader)
    {
        reader.Read();
        while (reader.Read() == JsonToken.Name)
        {
            bool isConnectors = reader.TextIs("connectors");
            bool isSessions = reader.TextIs("sessions");
            if (!isConnectors && !isSessions && !reader.TextIs("cars"))
            {
                reader.Skip();
            }
            else if (reader.Read() != JsonToken.BeginArray)
            {
                reader.Skip();
            }
            else
            {
                ReadArray(reader, isConnectors, isSessions);
            }
        }
    }

    private void ReadArray(JsonReader reader, bool isConnectors, bool isSessions)
    {
        while (reader.Read() == JsonToken.BeginObject)
        {
            StoredSession stored = new StoredSession();
            if (!stored.TryRead(reader))
            {
                continue;
            }

            if (isConnectors)
            {
                stored.Give(_book.Restore(stored.Record.ConnectorId));
            }
            else if (isSessions)
            {
                _book.AddRecord(stored.Record);
            }
            else if (stored.Record.Vin != null)
            {
                _book.AddCar(stored.Record);
            }
        }
    }
}
