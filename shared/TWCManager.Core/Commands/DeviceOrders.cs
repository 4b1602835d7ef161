using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Core.Time;

namespace TWCManager.Core.Commands;

/// <summary>Commands that concern the device itself: its clock, and starting anew.</summary>
public sealed class DeviceOrders
{
    /// <summary>Starts the device anew.</summary>
    internal const string RestartVerb = "restart";

    /// <summary>Sets the clock.</summary>
    internal const string SetTimeVerb = "setTime";

    // A clock within a minute is left alone: schedules know minutes only, and a time server may keep it better than whoever sends this.
    private const long ToleranceSeconds = 60;

    // The years 2024 to 2099.
    private const long EarliestSeconds = 1704067200;
    private const long LatestSeconds = 4102444800;
    private const int SecondsDigits = 10;

    private readonly IRestart _restart;
    private readonly IClockSetter _setter;
    private readonly IWallClock _clock;

    /// <summary>Makes it over what the platform has.</summary>
    /// <param name="restart">Null where the system does that.</param>
    /// <param name="setter">Null where the system keeps the time.</param>
    public DeviceOrders(IRestart restart, IClockSetter setter, IWallClock clock)
    {
        _restart = restart;
        _setter = setter;
        _clock = clock;
    }

    /// <summary>There is a device that can be started anew.</summary>
    internal bool CanRestart
    {
        get { return _restart != null; }
    }

    /// <summary>True for the verbs of this class. Who may use the others is no reason to let him use these.</summary>
    internal static bool IsVerb(string verb)
    {
        return verb == RestartVerb || verb == SetTimeVerb;
    }

    /// <summary>Starts the device anew.</summary>
    /// <returns>Null, or why not.</returns>
    internal string Restart(string reason)
    {
        if (_restart == null)
        {
            return "There is no device to restart here: the program runs on a computer, whose system starts it.";
        }

        _restart.Restart(reason);
        return null;
    }

    /// <summary>Sets the clock, unless it is right.</summary>
    /// <param name="text">Seconds since 1970, or ISO 8601 with a zone.</param>
    /// <param name="isSet">False when it was right before.</param>
    /// <returns>Null, or why not.</returns>
    internal string SetTime(string text, out bool isSet)
    {
        isSet = false;
        if (_setter == null)
        {
            return "There is no clock to set here: the system keeps it.";
        }

        long seconds;
        if (text == null || !TryRead(Encoding.UTF8.GetBytes(text.Trim()), out seconds) || seconds < EarliestSeconds || seconds >= LatestSeconds)
        {
            return "Expected the seconds since 1970 in UTC, or a time such as 2026-03-29T01:00:00Z, in the years 2024 to 2099.";
        }

        long now;
        if (_clock.TryGetUtc(out now) && now - seconds <= ToleranceSeconds && seconds - now <= ToleranceSeconds)
        {
            return null;
        }

        isSet = _setter.TrySet(seconds);
        return isSet ? null : "The clock could not be set.";
    }

    private static bool TryRead(byte[] text, out long seconds)
    {
        if (IsoTime.TryParse(text, 0, text.Length, out seconds))
        {
            return true;
        }

        seconds = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < '0' || text[i] > '9' || i == SecondsDigits)
            {
                return false;
            }

            seconds = seconds * 10 + text[i] - '0';
        }

        return text.Length > 0;
    }
}
