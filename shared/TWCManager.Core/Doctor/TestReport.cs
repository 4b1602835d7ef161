using TWCManager.Core.Bus;

namespace TWCManager.Core.Doctor;

/// <summary>What a commissioning test found: a result with a note per connector and step, and measured figures. Numbers only; the words are in <see cref="TestText"/>.</summary>
public sealed class TestReport
{
    /// <summary>Stands for a figure that was not measured.</summary>
    public const int Unknown = -1;

    /// <summary>Steps: two seconds of counters.</summary>
    public const int Listen = 0;

    /// <summary>Steps: five heartbeats and their answers.</summary>
    public const int Link = 1;

    /// <summary>Steps: low, high and low current, each with its echo and its draw.</summary>
    public const int Ramp = 2;

    /// <summary>Steps: no current.</summary>
    public const int Stop = 3;

    /// <summary>Steps: low current again.</summary>
    public const int Resume = 4;

    /// <summary>How many steps there are.</summary>
    public const int Steps = 5;

    /// <summary>Results: not there yet.</summary>
    public const int Open = 0;

    /// <summary>Results: as it should be.</summary>
    public const int Passed = 1;

    /// <summary>Results: not as it should be; the note says what.</summary>
    public const int Failed = 2;

    /// <summary>Results: not tried; the note says why.</summary>
    public const int Skipped = 3;

    /// <summary>Figures: longest time to answer, ms.</summary>
    public const int TurnaroundMs = 0;

    /// <summary>Figures: longest time from a changed limit to its repetition, ms.</summary>
    public const int EchoMs = 1;

    /// <summary>Figures: the low current, 0.01 A.</summary>
    public const int LowCentiamps = 2;

    /// <summary>Figures: what the car drew at it, 0.01 A.</summary>
    public const int DrawLowCentiamps = 3;

    /// <summary>Figures: the high current, 0.01 A.</summary>
    public const int HighCentiamps = 4;

    /// <summary>Figures: what the car drew at it, 0.01 A.</summary>
    public const int DrawHighCentiamps = 5;

    /// <summary>Figures: time from the order to no current, ms.</summary>
    public const int StopMs = 6;

    /// <summary>Figures: time from the order to current, ms.</summary>
    public const int ResumeMs = 7;

    /// <summary>Figures: frames that were lost on the bus meanwhile.</summary>
    public const int BadFrames = 8;

    internal const int NoteSilence = 1;
    internal const int NoteBadFrames = 2;
    internal const int NoteFewAnswers = 3;
    internal const int NoteNoAnswer = 4;
    internal const int NoteNoRoom = 5;
    internal const int NoteNoCar = 6;
    internal const int NoteNoDraw = 7;
    internal const int NoteOtherDraw = 8;
    internal const int NoteNoRise = 9;
    internal const int NoteNoFall = 10;
    internal const int NoteNoHigh = 11;
    internal const int NoteNoEcho = 12;
    internal const int NoteNotOffered = 13;
    internal const int NoteFloor = 14;
    internal const int NoteNoStop = 15;
    internal const int NoteNoResume = 16;
    internal const int NoteLost = 17;
    internal const int NoteStopped = 18;
    internal const int NoteBusStopped = 19;
    internal const int NoteCancelled = 20;
    internal const int NoteAfterFailure = 21;

    private const int Figures = 9;
    private const int NoteFactor = 8;

    private readonly int[] _figures;
    private readonly byte[] _steps;

    internal TestReport(int connectors)
    {
        Connectors = new WallConnector[connectors];
        _figures = new int[connectors * Figures];
        _steps = new byte[connectors * Steps];
        for (int i = 0; i < _figures.Length; i++)
        {
            _figures[i] = Unknown;
        }
    }

    /// <summary>The connectors in the order in which they are tested.</summary>
    public WallConnector[] Connectors { get; }

    /// <summary>The test has ended.</summary>
    public bool IsDone { get; internal set; }

    /// <summary>Somebody ended it before its time.</summary>
    public bool IsCancelled { get; internal set; }

    /// <summary>How long it took, s; 0 while it runs.</summary>
    public int Seconds { get; internal set; }

    /// <summary>A figure, or <see cref="Unknown"/>.</summary>
    public int Get(int connector, int figure)
    {
        return _figures[connector * Figures + figure];
    }

    /// <summary>Result of a step.</summary>
    public int ResultOf(int connector, int step)
    {
        return _steps[connector * Steps + step] % NoteFactor;
    }

    /// <summary>Result of all steps of a connector: failed if one failed, open while one is open, skipped if none was tried or the test was cut short.</summary>
    public int ResultOf(int connector)
    {
        int result = Skipped;
        for (int step = 0; step < Steps; step++)
        {
            int one = ResultOf(connector, step);
            if (one == Failed)
            {
                return Failed;
            }

            result = one == Open || (one == Passed && result == Skipped) ? one : result;
        }

        return result == Passed && WasCutShort(connector) ? Skipped : result;
    }

    /// <summary>Result of all connectors.</summary>
    public int Result()
    {
        int result = Skipped;
        bool isCutShort = false;
        for (int i = 0; i < Connectors.Length; i++)
        {
            isCutShort |= WasCutShort(i);
            int one = ResultOf(i);
            if (one == Failed)
            {
                return Failed;
            }

            result = one == Open || (one == Passed && result == Skipped) ? one : result;
        }

        return result == Passed && isCutShort ? Skipped : result;
    }

    // Ended by somebody or by the bus: what was left out might have failed.
    private bool WasCutShort(int connector)
    {
        for (int step = 0; step < Steps; step++)
        {
            int note = NoteOf(connector, step);
            if (note == NoteStopped || note == NoteBusStopped || note == NoteCancelled)
            {
                return true;
            }
        }

        return false;
    }

    internal int NoteOf(int connector, int step)
    {
        return _steps[connector * Steps + step] / NoteFactor;
    }

    internal void Set(int connector, int figure, int value)
    {
        _figures[connector * Figures + figure] = value;
    }

    internal void SetStep(int connector, int step, int result, int note)
    {
        _steps[connector * Steps + step] = (byte)(note * NoteFactor + result);
    }
}
