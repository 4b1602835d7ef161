namespace TWCManager.Core.Doctor;

/// <summary>A commissioning test in words.</summary>
public static class TestText
{
    /// <summary>Fixed word of a step.</summary>
    public static string Step(int step)
    {
        switch (step)
        {
            case TestReport.Listen:
                return "listen";
            case TestReport.Link:
                return "link";
            case TestReport.Ramp:
                return "ramp";
            case TestReport.Stop:
                return "stop";
            default:
                return "resume";
        }
    }

    /// <summary>Fixed word of a result.</summary>
    public static string Result(int result)
    {
        switch (result)
        {
            case TestReport.Passed:
                return "passed";
            case TestReport.Failed:
                return "failed";
            case TestReport.Skipped:
                return "skipped";
            default:
                return "open";
        }
    }

    /// <summary>What there is to say about a step, or null.</summary>
    public static string Note(TestReport report, int connector, int step)
    {
        switch (report.NoteOf(connector, step))
        {
            case TestReport.NoteSilence:
                return "Nothing was received for two seconds.";
            case TestReport.NoteBadFrames:
                return "Several frames were lost within two seconds: see what the doctor says.";
            case TestReport.NoteFewAnswers:
                return "It left out answers: check its wires, the ends and the bias.";
            case TestReport.NoteNoAnswer:
                return "It answered no more than now and then for 15 s: see what the doctor says.";
            case TestReport.NoteNoRoom:
                return "The limits leave no room for a car here.";
            case TestReport.NoteNoCar:
            case TestReport.NoteNoDraw:
                return "No car draws: plug one in that wants to charge, and test again.";
            case TestReport.NoteOtherDraw:
                return "The car draws " + Amps(report.Get(connector, TestReport.DrawLowCentiamps)) + " at " + Amps(report.Get(connector, TestReport.LowCentiamps)) + ": limited in the car, or fewer phases than it wants.";
            case TestReport.NoteNoRise:
                return "The draw did not rise to " + Amps(report.Get(connector, TestReport.HighCentiamps)) + ": limited in the car, or stuck at its minimum.";
            case TestReport.NoteNoFall:
                return "The draw did not fall back to " + Amps(report.Get(connector, TestReport.LowCentiamps)) + ": the car disobeys.";
            case TestReport.NoteNoHigh:
                return "Only at " + Amps(report.Get(connector, TestReport.LowCentiamps)) + ": the limits leave no room for more.";
            default:
                return OtherNote(report.NoteOf(connector, step));
        }
    }

    /// <summary>One line for a log: what came of one connector.</summary>
    public static string Line(TestReport report, int connector)
    {
        string text = "Test of " + report.Connectors[connector].IdText + " " + Result(report.ResultOf(connector)) + ":";
        for (int step = 0; step < TestReport.Steps; step++)
        {
            text = text + (step > 0 ? ", " : " ") + Step(step) + " " + Result(report.ResultOf(connector, step));
        }

        if (report.Get(connector, TestReport.DrawLowCentiamps) >= 0)
        {
            text = text + "; drew " + Amps(report.Get(connector, TestReport.DrawLowCentiamps)) + " at " + Amps(report.Get(connector, TestReport.LowCentiamps));
        }

        if (report.Get(connector, TestReport.DrawHighCentiamps) >= 0)
        {
            text = text + ", " + Amps(report.Get(connector, TestReport.DrawHighCentiamps)) + " at " + Amps(report.Get(connector, TestReport.HighCentiamps));
        }

        string first = FirstNote(report, connector);
        return first == null ? text : text + ". " + first;
    }

    /// <summary>The sentence of the first step that failed, else of the first that was skipped; null when all passed.</summary>
    public static string FirstNote(TestReport report, int connector)
    {
        for (int result = TestReport.Failed; result <= TestReport.Skipped; result++)
        {
            for (int step = 0; step < TestReport.Steps; step++)
            {
                if (report.ResultOf(connector, step) == result)
                {
                    return Note(report, connector, step);
                }
            }
        }

        return null;
    }

    private static string OtherNote(int note)
    {
        switch (note)
        {
            case TestReport.NoteNoEcho:
                return "It did not repeat the limit that it was told.";
            case TestReport.NoteNotOffered:
                return "The limit did not go out: other cars or the wiring limit leave no room, or too many frames are damaged to raise anything.";
            case TestReport.NoteFloor:
                return "Protocol 2 goes on at 6 A whatever it is told; only the car can stop.";
            case TestReport.NoteNoStop:
                return "The car did not stop.";
            case TestReport.NoteNoResume:
                return "The car did not start again: wake it up, or plug it in anew.";
            case TestReport.NoteLost:
                return "The connector was lost in the middle of the test.";
            case TestReport.NoteStopped:
                return "All charging is stopped by order: send resume, and test again.";
            case TestReport.NoteBusStopped:
                return "The bus stopped: the port went away, or another master speaks.";
            case TestReport.NoteCancelled:
                return "The test was ended before its time.";
            case TestReport.NoteAfterFailure:
                return "Not tried after the failure before.";
            default:
                return null;
        }
    }

    private static string Amps(int centiamps)
    {
        int tenths = (centiamps + 5) / 10;
        return (tenths / 10).ToString() + "." + (tenths % 10).ToString() + " A";
    }
}
