using TWCManager.Core.Json;

namespace TWCManager.Core.Commands;

/// <summary>Payload of the command chargeNow: {"amps":16,"minutes":60}.</summary>
internal sealed class ChargeNowRequest
{
    private const int DefaultMinutes = 60;

    // A day: whoever wants longer has a schedule for it.
    /// <summary>Longest charge now in minutes.</summary>
    public const int MaximumMinutes = 1440;

    /// <summary>Current for all connectors together, in A.</summary>
    public int Amps { get; private set; }

    /// <summary>How long, in minutes.</summary>
    public int Minutes { get; private set; }

    /// <summary>Reads a payload.</summary>
    /// <param name="limitAmps">Highest current that may be asked for, in A, above 0.</param>
    /// <param name="error">What is wrong and what would be right; null when all is well.</param>
    /// <returns>False when it must not be carried out.</returns>
    public bool TryRead(byte[] json, int length, int limitAmps, JsonReader reader, out string error)
    {
        Amps = 0;
        Minutes = 0;
        reader.Reset(json, length);
        if (length == 0 || reader.Read() != JsonToken.BeginObject)
        {
            error = Form(limitAmps);
            return false;
        }

        while (reader.Read() == JsonToken.Name)
        {
            if (!TryReadMember(reader, limitAmps, out error))
            {
                return false;
            }
        }

        if (reader.Token != JsonToken.EndObject || reader.Read() != JsonToken.End || Amps == 0)
        {
            error = Form(limitAmps);
            return false;
        }

        if (Minutes == 0)
        {
            Minutes = DefaultMinutes;
        }

        error = null;
        return true;
    }

    private bool TryReadMember(JsonReader reader, int limitAmps, out string error)
    {
        int value;
        if (reader.TextIs("amps"))
        {
            bool isGood = TryReadWhole(reader, Amps, limitAmps, out value);
            Amps = value;
            error = isGood ? null : "amps must be given once, a whole number from 1 to " + limitAmps.ToString() + " A.";
            return isGood;
        }

        if (reader.TextIs("minutes"))
        {
            bool isGood = TryReadWhole(reader, Minutes, MaximumMinutes, out value);
            Minutes = value;
            error = isGood ? null : "minutes must be given once, a whole number from 1 to " + MaximumMinutes.ToString() + ".";
            return isGood;
        }

        error = "Unknown member. " + Form(limitAmps);
        return false;
    }

    private static bool TryReadWhole(JsonReader reader, int previous, int maximum, out int value)
    {
        reader.Read();
        return reader.TryGetInt(out value) && previous == 0 && value >= 1 && value <= maximum;
    }

    private static string Form(int limitAmps)
    {
        return "Expected {\"amps\":16,\"minutes\":60} with amps from 1 to " + limitAmps.ToString()
            + " A and minutes from 1 to " + MaximumMinutes.ToString() + " (60 when left out).";
    }
}
