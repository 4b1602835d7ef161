namespace TWCManager.Esp32.Health;

/// <summary>Judges whether the controller's loop still turns. Knows numbers only.</summary>
internal sealed class TurnRule
{
    /// <summary>Time between two looks in ms.</summary>
    public const int LookMs = 2000;

    // Looks in a row without a turn. One is not enough: after a stop of the whole machine (flash, TLS) the one who looks may run first.
    private const int LooksWithoutTurn = 2;

    // Until there is a loop: settings are read and everything is made.
    private const int LooksToStart = 15;

    // It stands still on purpose: everything is stored, then the chip restarts.
    private const int LooksToEnd = 10;

    private int _turns;
    private int _looks;
    private bool _hasTurned;

    /// <summary>Looks, every <see cref="LookMs"/>.</summary>
    /// <param name="turns">Turns done so far; 0 while there is no loop. Wraps.</param>
    /// <param name="isEnding">It stands still because that is wanted.</param>
    /// <returns>True when it has stopped, 4 to 6 s after its last turn, or has not begun within half a minute.</returns>
    public bool IsStopped(int turns, bool isEnding)
    {
        if (turns != _turns)
        {
            _turns = turns;
            _hasTurned = true;
            _looks = 0;
            return false;
        }

        _looks++;
        return _looks >= (!_hasTurned ? LooksToStart : isEnding ? LooksToEnd : LooksWithoutTurn);
    }
}
