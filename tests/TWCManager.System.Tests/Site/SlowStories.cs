namespace TWCManager.System.Tests.Site;

/// <summary>
/// The stories that mostly wait for a minute to pass, all going on at the same time: one after the other they would take a quarter of an hour.
/// Each is started once, whichever test asks first, and tells what it has measured.
/// </summary>
public sealed class SlowStories
{
    public SlowStories()
    {
        // Chains of about the same length. Not everything at once: the start of a program takes a core for a second.
        Stop = Begin(StopStory.Play);
        SilentInverter = Begin(StaleStory.PlaySilentInverter);
        FrozenHome = Begin(StaleStory.PlayFrozenHome);
        UnavailableHome = Begin(StaleStory.PlayUnavailableHome);
        Sun = Begin(SunStory.Play);
        Endurance = Begin(EnduranceStory.Play);
        Kill = Begin(KillStory.Play);
        Garbage = BeginAfter(Endurance, GarbageStory.Play);
        Vanish = BeginAfter(Kill, VanishStory.Play);
        Fuzz = BeginAfter(Vanish, FuzzStory.Play);
    }

    internal Task<StopStory> Stop { get; }

    internal Task<StaleStory> SilentInverter { get; }

    internal Task<StaleStory> FrozenHome { get; }

    internal Task<StaleStory> UnavailableHome { get; }

    internal Task<SunStory> Sun { get; }

    internal Task<EnduranceStory> Endurance { get; }

    internal Task<KillStory> Kill { get; }

    internal Task<GarbageStory> Garbage { get; }

    internal Task<VanishStory> Vanish { get; }

    internal Task<FuzzStory> Fuzz { get; }

    private static Task<T> Begin<T>(Func<T> play)
    {
        return Task.Factory.StartNew(play, TaskCreationOptions.LongRunning);
    }

    // However the first one ends.
    private static Task<T> BeginAfter<T>(Task first, Func<T> play)
    {
        return first.ContinueWith(_ => play(), TaskContinuationOptions.LongRunning);
    }
}
