namespace TWCManager.Core.Settings;

/// <summary>Which conductors of the supply a wall connector is wired to, from the words of the setting phaseRotation. Knows words and numbers only.</summary>
public static class PhaseWiring
{
    /// <summary>Conductors of the supply, and terminals of a wall connector.</summary>
    public const int Conductors = 3;

    /// <summary>Set of conductors with all of them in it: bit 0 is L1.</summary>
    public const int AllConductors = 7;

    /// <summary>Choice of who never said anything else: each terminal on the conductor of its name.</summary>
    public const int Straight = 0;

    private const int ConductorsOfAWord = 6;

    /// <summary>The set of conductors that a choice names: bit 0 is L1.</summary>
    /// <param name="choice">Index of the word of the setting.</param>
    public static int ConductorsOf(int choice)
    {
        int set = 0;
        for (int order = OrderOf(choice); order > 0; order /= 10)
        {
            set |= 1 << (order % 10 - 1);
        }

        return set;
    }

    /// <summary>Number of conductors in a set.</summary>
    public static int CountOf(int conductors)
    {
        return (conductors & 1) + ((conductors >> 1) & 1) + ((conductors >> 2) & 1);
    }

    /// <summary>The conductor that a terminal is wired to, 0 to 2, or -1 when it is wired to none.</summary>
    /// <param name="choice">Index of the word of the setting.</param>
    /// <param name="terminal">0 to 2.</param>
    public static int ConductorAt(int choice, int terminal)
    {
        int order = OrderOf(choice);
        int digits = CountOf(ConductorsOf(choice));
        for (int i = terminal + 1; i < digits; i++)
        {
            order /= 10;
        }

        return terminal < digits ? order % 10 - 1 : -1;
    }

    /// <summary>The most that all wall connectors together can be granted, in A: the wiring limit, or that of three conductors where some are wired to fewer.</summary>
    public static int GroupAmps(ChargerSettings settings)
    {
        int limit = settings.Number(Setting.WiringMaxAmpsAllTWCs);
        return IsSplitUp(settings.Text(Setting.PhaseRotation)) ? limit * Conductors : limit;
    }

    // A list such as "l1l2l3,2019=l1" has a word of less than six letters.
    private static bool IsSplitUp(string list)
    {
        int length = 0;
        for (int i = 0; i < list.Length; i++)
        {
            char c = list[i];
            if (c == ',')
            {
                if (length < ConductorsOfAWord)
                {
                    return true;
                }

                length = 0;
            }
            else
            {
                length = c == '=' ? 0 : length + 1;
            }
        }

        return length < ConductorsOfAWord;
    }

    // The words as numbers, a digit for each terminal in turn.
    private static int OrderOf(int choice)
    {
        switch (choice)
        {
            case 1:
                return 231;
            case 2:
                return 312;
            case 3:
                return 132;
            case 4:
                return 213;
            case 5:
                return 321;
            case 6:
                return 1;
            case 7:
                return 2;
            case 8:
                return 3;
            case 9:
                return 12;
            case 10:
                return 23;
            case 11:
                return 31;
            default:
                return 123;
        }
    }
}
