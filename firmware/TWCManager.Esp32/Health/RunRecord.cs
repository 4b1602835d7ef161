using System.Text;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Health;

/// <summary>Remembers in a small file how the last run ended and how many runs in a row ended early. Decides on safe mode; leaves to others what that means.</summary>
/// <remarks>
/// The file is one line: the count, a blank, what went wrong last or nothing. It is written at the start, when a run has lasted, at trouble, and at an end that can be foreseen:
/// a chip that loses power or crashes in native code has no time for it.
/// </remarks>
public sealed class RunRecord
{
    /// <summary>Early ends in a row after which the network is left out.</summary>
    public const int FailuresToSafeMode = 3;

    /// <summary>A run of this length in ms was not an early end.</summary>
    public const long LastingMs = 120000;

    /// <summary>After this time in ms in safe mode the usual way is tried again.</summary>
    public const long SafeModeMs = 3600000;

    private const string FileName = "run.txt";
    private const int Capacity = 128;
    private const int LongestReason = 96;

    // With the count before it the file must fit into what is read at the start.
    private const int LongestEnd = 120;
    private const int MaximumCount = 99;

    // A problem at every turn must not wear out the flash.
    private const long NoteMs = 600000;

    // Stands before a reason that was no trouble.
    private const string Planned = "planned: ";

    private readonly IStorage _storage;
    private readonly int _failuresBefore;
    private int _failures;
    private string _reason = "";
    private bool _hasLasted;
    private bool _hasNoted;
    private long _notedMs;

    /// <summary>Reads how the last run ended, and counts this one as failed until it has lasted.</summary>
    public RunRecord(IStorage storage)
    {
        _storage = storage;
        Read();
        IsSafeMode = _failures >= FailuresToSafeMode;
        _failuresBefore = _failures;
        if (_reason.Length > Planned.Length && _reason.Substring(0, Planned.Length) == Planned)
        {
            LastPlan = _reason.Substring(Planned.Length);
            _reason = "";
        }

        LastProblem = _reason.Length > 0 ? "The last run had trouble: " + _reason : LastPlan == null ? EarlyEnds() : null;
        _failures = _failures < MaximumCount ? _failures + 1 : _failures;
        _reason = "";
        Write();
    }

    /// <summary>Several runs in a row ended early: whatever is not needed for charging by limits and schedule is to be left out.</summary>
    public bool IsSafeMode { get; }

    /// <summary>Sentence for the log on how the last run went, or null when nothing was wrong.</summary>
    public string LastProblem { get; }

    /// <summary>Why the last run ended on purpose, or null when it did not.</summary>
    public string LastPlan { get; }

    /// <summary>Notes that this run has lasted. Cheap; for every turn.</summary>
    public void Tick(long uptimeMs)
    {
        if (!_hasLasted && uptimeMs >= LastingMs)
        {
            _hasLasted = true;
            _failures = 0;
            Write();
        }
    }

    /// <summary>True when safe mode has lasted long enough to try the usual way again.</summary>
    public bool IsSafeModeOver(long uptimeMs)
    {
        return IsSafeMode && uptimeMs >= SafeModeMs;
    }

    /// <summary>Keeps what went wrong for the next start; repeated trouble only now and then.</summary>
    /// <param name="reason">Plain ASCII without secrets.</param>
    public void Note(string reason, long uptimeMs)
    {
        if (_hasNoted && uptimeMs - _notedMs < NoteMs)
        {
            return;
        }

        _hasNoted = true;
        _notedMs = uptimeMs;
        _reason = Shortened(reason, LongestReason) + " after " + (uptimeMs / 1000).ToString() + " s";
        Write();
    }

    /// <summary>Notes that trouble ends this run now, whatever was noted before, which is kept too as far as there is room. An early end like this one is a failure.</summary>
    /// <param name="reason">Plain ASCII without secrets.</param>
    public void NoteEnd(string reason, long uptimeMs)
    {
        string before = _reason.Length == 0 ? "" : "; before: " + _reason;
        _reason = Shortened(Shortened(reason, LongestReason) + " after " + (uptimeMs / 1000).ToString() + " s" + before, LongestEnd);
        Write();
    }

    /// <summary>Notes that this run ends now, and on purpose: it is no failure, however short it was.</summary>
    /// <param name="reason">Plain ASCII without secrets.</param>
    public void NotePlan(string reason)
    {
        _failures = _hasLasted ? 0 : _failuresBefore;
        _reason = Planned + Shortened(reason, LongestReason);
        Write();
    }

    private static string Shortened(string text, int length)
    {
        return text.Length > length ? text.Substring(0, length) : text;
    }

    private string EarlyEnds()
    {
        return _failures == 0 ? null : "The last " + _failures.ToString() + " runs ended within two minutes and could not say why: power, reset or a crash of the machine";
    }

    private void Read()
    {
        byte[] content = new byte[Capacity];
        int length = _storage.Read(FileName, content);
        int at = 0;
        while (at < length && content[at] >= '0' && content[at] <= '9' && _failures < MaximumCount)
        {
            _failures = _failures * 10 + content[at] - '0';
            at++;
        }

        if (_failures > MaximumCount)
        {
            _failures = MaximumCount;
        }

        if (at > 0 && at + 1 < length)
        {
            _reason = Encoding.UTF8.GetString(content, at + 1, length - at - 1);
        }
    }

    private void Write()
    {
        byte[] content = Encoding.UTF8.GetBytes(_failures.ToString() + " " + _reason);
        _storage.TryWrite(FileName, content, content.Length);
    }
}
