using System.Text;
using TWCManager.Core.Time;

namespace TWCManager.Core.Energy;

/// <summary>Tells how old a value is whose source stamps it with its own clock, without trusting that clock.</summary>
/// <remarks>
/// The age counts from the moment we saw the stamp change, so a clock that is wrong or jumps does no lasting harm and a source that stands still grows old.
/// Only the first stamp is compared with the wall clock: there is nothing else to tell a present value from one left over from yesterday.
/// </remarks>
public sealed class StampWatch
{
    // A first stamp that nobody can read proves nothing; the value counts from its next change on.
    private const long UnreadableAgeMs = 86400000;

    // Keeps the moment within what a long holds, whatever year the stamp names.
    private const long MaxAgeSeconds = 1000000000;

    /// <summary>The last stamp, or null before the first.</summary>
    public string Stamp { get; private set; }

    /// <summary>Moment in ms that the value is taken to be from.</summary>
    public long AtMs { get; private set; }

    /// <summary>Forgets everything: the next stamp is a first one.</summary>
    public void Reset()
    {
        Stamp = null;
        AtMs = 0;
    }

    /// <summary>Takes the stamp of a reply.</summary>
    /// <param name="stamp">Its text, not null.</param>
    /// <param name="askedMs">When the reply was asked for.</param>
    /// <param name="isUtcKnown">False while the wall clock has not been set.</param>
    /// <param name="utcSeconds">The wall clock, seconds since 1970.</param>
    public void Note(string stamp, long askedMs, bool isUtcKnown, long utcSeconds)
    {
        if (Stamp == null)
        {
            AtMs = askedMs - (isUtcKnown ? FirstAgeMs(stamp, utcSeconds) : 0);
        }
        else if (Stamp != stamp)
        {
            AtMs = askedMs;
        }

        Stamp = stamp;
    }

    private static long FirstAgeMs(string stamp, long utcSeconds)
    {
        byte[] text = Encoding.UTF8.GetBytes(stamp);
        long stampSeconds;
        if (!CivilTime.TryParseIso(text, 0, text.Length, out stampSeconds))
        {
            return UnreadableAgeMs;
        }

        long ageSeconds = utcSeconds - stampSeconds;
        if (ageSeconds < 0)
        {
            return 0;
        }

        return (ageSeconds > MaxAgeSeconds ? MaxAgeSeconds : ageSeconds) * 1000;
    }
}
