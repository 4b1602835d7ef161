namespace TWCManager.Core.Charging;

/// <summary>Times and counts of stopping and starting again. Times in ms.</summary>
/// <remarks>Source: docs/stopping.md.</remarks>
internal static class StopTiming
{
    /// <summary>So long somebody has to stop a car before the next step: an automation, a cloud and a sleeping car take their time.</summary>
    internal const long AskMs = 60000;

    /// <summary>Asked again after the first pause, then after twice as long each time, up to <see cref="LongestPauseMs"/>.</summary>
    internal const long FirstPauseMs = 60000;

    /// <summary>Between asking to stop and asking to start there is at least this long: clouds must not become a storm of messages.</summary>
    internal const long ChangePauseMs = 30000;

    /// <summary>Somebody who was asked to stop a car may do so as late as this after the wish has changed.</summary>
    internal const long RecallMs = 120000;

    /// <summary>Longest pause between two times of asking for the same.</summary>
    internal const long LongestPauseMs = 900000;

    /// <summary>A connector of protocol 1 obeys its limit of 0 within this time; only after it somebody is asked.</summary>
    internal const long ObeyMs = 30000;

    /// <summary>An opened contactor shows in the draw within this time.</summary>
    internal const long OpeningMs = 15000;

    /// <summary>After a silence it is left without a limit at least this long, so that its relay rests a minute in all.</summary>
    internal const long HeldMs = 30000;

    /// <summary>A car starts again a few seconds after contactor and limit, unless it sleeps.</summary>
    internal const long ClosingMs = 60000;

    /// <summary>The same after a silence: link and limit come first.</summary>
    internal const long ResumingMs = 120000;

    /// <summary>A car that sleeps wakes within a quarter of an hour.</summary>
    internal const long StartingMs = 900000;

    /// <summary>A car that did not start is not bothered again before this, however often the wish changes.</summary>
    internal const long GaveUpMs = 3600000;

    /// <summary>Orders to the contactor are not always answered; each is given this often, as long as it makes sense.</summary>
    internal const int Orders = 3;

    /// <summary>Time between two of them.</summary>
    internal const long OrderMs = 5000;

    /// <summary>A step that did nothing this often does not work with this connector.</summary>
    internal const int Misses = 2;

    /// <summary>A Tesla takes about this many stops for want of a master before it must be plugged in anew.</summary>
    internal const int SilencesPerPlugIn = 3;

    /// <summary>No sign of a car for this long in which the connector is heard: it has left. Long enough for the first plug query after a start.</summary>
    internal const long GoneMs = 15000;

    /// <summary>Time of a state after which it is late; 0 for those that have none. That of a welcome depends on the car.</summary>
    internal static long Of(StopState state)
    {
        switch (state)
        {
            case StopState.Asking:
            case StopState.Minimum:
                return AskMs;
            case StopState.Opening:
                return OpeningMs;
            case StopState.Stopped:
            case StopState.Open:
                return ControlTiming.MinimumOffMs;
            case StopState.Held:
                return HeldMs;
            case StopState.Starting:
                return StartingMs;
            case StopState.Closing:
                return ClosingMs;
            case StopState.Resuming:
                return ResumingMs;
            case StopState.GaveUp:
                return GaveUpMs;
            case StopState.Recalling:
                return RecallMs;
            default:
                return 0;
        }
    }
}
