using TWCManager.Core.Charging;
using TWCManager.Core.Json;

namespace TWCManager.Core.Storage;

/// <summary>The words by which a file keeps how a car was stopped. They are the format of files that exist: never rename one, whatever is published.</summary>
internal static class StoredStop
{
    private const string Free = "free";
    private const string Asking = "asking";
    private const string Stopped = "stopped";
    private const string Open = "open";
    private const string Held = "held";

    /// <param name="kept">One of the states that <see cref="StopLadder.Kept"/> names.</param>
    internal static string Word(StopState kept)
    {
        switch (kept)
        {
            case StopState.Asking:
                return Asking;
            case StopState.Stopped:
                return Stopped;
            case StopState.Open:
                return Open;
            case StopState.Held:
                return Held;
            default:
                return Free;
        }
    }

    /// <summary>Reads the word at which the reader stands.</summary>
    /// <returns>The state; that of a car that may charge for a word that is not known.</returns>
    internal static StopState Read(JsonReader reader)
    {
        if (reader.TextIs(Asking))
        {
            return StopState.Asking;
        }

        return reader.TextIs(Stopped) ? StopState.Stopped : reader.TextIs(Open) ? StopState.Open : reader.TextIs(Held) ? StopState.Held : StopState.Free;
    }
}
