using System;
using nanoFramework.Runtime.Native;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Clock;

/// <summary>The chip's clock. It keeps the time over a restart, but not without power.</summary>
/// <remarks>Trap avoided: until somebody has set it, it runs all the same, but from 1970.</remarks>
public sealed class SystemWallClock : IWallClock, IClockSetter
{
    /// <summary>A year before this one is no time, but the chip's own count since the power came.</summary>
    public const int EarliestYear = 2021;

    /// <inheritdoc/>
    public bool TryGetUtc(out long utcSeconds)
    {
        DateTime now = DateTime.UtcNow;
        utcSeconds = now.ToUnixTimeSeconds();
        return now.Year >= EarliestYear;
    }

    /// <inheritdoc/>
    public bool TrySet(long utcSeconds)
    {
        return Rtc.SetSystemTime(DateTime.FromUnixTimeSeconds(utcSeconds));
    }

    /// <summary>Takes the date of a reply for the time, but only as long as there is none at all.</summary>
    /// <param name="date">As HTTP writes it; null for none.</param>
    public void LearnFrom(string date)
    {
        long utcSeconds;
        DateTime parsed;
        if (date != null && !TryGetUtc(out utcSeconds) && DateTime.TryParse(date, out parsed) && parsed.Year >= EarliestYear)
        {
            TrySet(parsed.ToUnixTimeSeconds());
        }
    }
}
