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

    // A source this seldom has a rhythm of its own; a longer pause than the longest is an outage.
    private const long ShortestRhythmMs = 30000;
    private const long LongestRhythmMs = 180000;

    private long _changedMs;
    private long _pauseMs;
    private long _pauseBeforeMs;

    /// <summary>The last stamp, or null before the first.</summary>
    public string Stamp { get; private set; }

    /// <summary>Moment in ms from which the age of the value counts. A source that is renewed seldom is not late before its next value is due.</summary>
    public long AtMs { get; private set; }

    /// <summary>Forgets everything: the next stamp is a first one.</summary>
    public void Reset()
    {
        Stamp = null;
        AtMs = 0;
        _pauseMs = 0;
        _pauseBeforeMs = 0;
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
            _changedMs = AtMs;
        }
        else if (Stamp != stamp)
        {
            _pauseBeforeMs = _pauseMs;
            _pauseMs = askedMs - _changedMs;
            _changedMs = askedMs;
            AtMs = askedMs;
        }
        else
        {
            long dueMs = _changedMs + RhythmMs();
            AtMs = dueMs < askedMs ? dueMs : askedMs;
        }

        Stamp = stamp;
    }

    // Two pauses make a rhythm: one alone may have been an outage.
    private long RhythmMs()
    {
        long pauseMs = _pauseMs < _pauseBeforeMs ? _pauseMs : _pauseBeforeMs;
        return pauseMs >= ShortestRhythmMs && pauseMs <= LongestRhythmMs ? pauseMs : 0;
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
