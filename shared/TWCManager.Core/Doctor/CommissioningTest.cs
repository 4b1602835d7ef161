using TWCManager.Core.Bus;
using TWCManager.Core.Charging;

namespace TWCManager.Core.Doctor;

/// <summary>Goes through the connectors one by one: listen, link, ramp up and down, stop, resume. Ends by itself, can be cancelled, and leaves nothing behind.</summary>
/// <remarks>It only wishes and caps (<see cref="ChargeControl.Try"/>): sharing, limits and the last gate are the same as ever. The answers are in a <see cref="TestReport"/>.</remarks>
public sealed class CommissioningTest
{
    private const int LowestCentiamps = 600;
    private const int StepCentiamps = 200;

    // A car settles from 2.0 A below its limit to a little above it; what it does within half an ampere is its own business.
    private const int BelowCentiamps = 200;
    private const int AboveCentiamps = 100;
    private const int LeastChangeCentiamps = 50;

    private const long ListenMs = 2000;
    private const long LinkMs = 15000;
    private const int EnoughAnswers = 5;

    // The relay of protocol 1 may have to rest for a minute first, a raise has to wait for the one before.
    private const long OfferMs = 75000;
    private const long DrawMs = 45000;
    private const long SettleMs = 30000;
    private const long SettledMs = 5000;
    private const long StopMs = 80000;
    private const long ResumeMs = 120000;

    private const int Listening = 0;
    private const int Linking = 1;
    private const int Low = 2;
    private const int High = 3;
    private const int Back = 4;
    private const int Stopping = 5;
    private const int Resuming = 6;

    private readonly BusMaster _bus;
    private readonly ChargeControl _charging;
    private WallConnector _connector;
    private ChargePoint _point;
    private int _index;
    private int _stage;
    private int _wishCentiamps;
    private int _lowCentiamps;
    private int _framesBefore;
    private int _lostBefore;
    private int _lostAtStart;
    private int _answeredBefore;
    private int _sentBefore;
    private long _stageMs;
    private long _echoedMs;
    private long _unsettledMs;
    private long _beganMs;

    public CommissioningTest(BusMaster bus, ChargeControl charging)
    {
        _bus = bus;
        _charging = charging;
    }

    /// <summary>True from the begin to the end of a test.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>What the last test found, or this one so far; null before the first.</summary>
    public TestReport Report { get; private set; }

    /// <summary>Grows whenever the report has something new.</summary>
    public int Version { get; private set; }

    /// <summary>Starts a test.</summary>
    /// <param name="problem">Why it cannot be started now, for a receipt; null when it was.</param>
    public bool TryBegin(long nowMs, out string problem)
    {
        problem = IsRunning ? "A test is running already: testEnd ends it."
            : !_bus.MayTransmit ? "No wiring limit is set: enter wiringMaxAmpsAllTWCs and wiringMaxAmpsPerTWC on site first."
            : _bus.State != BusState.Running ? "The bus does not run yet: the port is not there, another master speaks, or it is just starting."
            : _charging.Count == 0 ? "No wall connector has been heard yet."
            : null;
        if (problem != null)
        {
            return false;
        }

        IsRunning = true;
        _beganMs = nowMs;
        Report = new TestReport(_charging.Count);
        for (int i = 0; i < _charging.Count; i++)
        {
            Report.Connectors[i] = _charging.Points[i].Connector;
        }

        BeginConnector(0, nowMs);
        return true;
    }

    /// <summary>Ends a test before its time; what it has not done counts as skipped.</summary>
    public void Cancel(long nowMs)
    {
        if (IsRunning)
        {
            Report.IsCancelled = true;
            SkipRest(TestReport.NoteCancelled);
            End(nowMs);
        }
    }

    /// <summary>A look at where the test stands. For every turn; nothing to do while none runs.</summary>
    /// <param name="mayCharge">False while a person has stopped all charging.</param>
    public void Tick(long nowMs, bool mayCharge)
    {
        if (!IsRunning)
        {
            return;
        }

        if (_bus.State != BusState.Running)
        {
            FailStage(TestReport.NoteBusStopped, nowMs);
            SkipRest(TestReport.NoteBusStopped);
            End(nowMs);
        }
        else if (_stage > Linking && !IsThere())
        {
            FailStage(TestReport.NoteLost, nowMs);
        }
        else if (_stage > Linking && !mayCharge)
        {
            SkipFrom(StepOf(_stage), TestReport.NoteStopped, nowMs);
        }
        else
        {
            TickStage(nowMs);
        }
    }

    private void TickStage(long nowMs)
    {
        switch (_stage)
        {
            case Listening:
                Listen(nowMs);
                break;
            case Linking:
                Link(nowMs);
                break;
            case Stopping:
                Stop(nowMs);
                break;
            case Resuming:
                Resume(nowMs);
                break;
            default:
                Ramp(nowMs);
                break;
        }
    }

    private void BeginConnector(int index, long nowMs)
    {
        _index = index;
        _connector = Report.Connectors[index];
        _point = _charging.Find(_connector);
        _lostAtStart = _bus.Counters.Lost;
        _framesBefore = _bus.Counters.Frames;
        Go(Listening, nowMs);
    }

    private void Go(int stage, long nowMs)
    {
        _stage = stage;
        _stageMs = nowMs;
        _echoedMs = -1;
        _unsettledMs = nowMs;
        _lostBefore = _bus.Counters.Lost;
        _answeredBefore = _connector.HeartbeatsAnswered;
        _sentBefore = _connector.HeartbeatsSent;
        Version++;
    }

    private void Wish(int stage, int centiamps, long nowMs)
    {
        _wishCentiamps = centiamps;
        _charging.Try(_connector, centiamps);
        Go(stage, nowMs);
    }

    private void Listen(long nowMs)
    {
        if (nowMs - _stageMs < ListenMs)
        {
            return;
        }

        int frames = _bus.Counters.Frames - _framesBefore;
        int lost = _bus.Counters.Lost - _lostBefore;
        Note(TestReport.Listen, frames > 0 && lost <= 1, frames == 0 ? TestReport.NoteSilence : TestReport.NoteBadFrames);
        Go(Linking, nowMs);
    }

    private void Link(long nowMs)
    {
        int answered = _connector.HeartbeatsAnswered - _answeredBefore;
        int turnaroundMs = answered > 0 ? _connector.TurnaroundMs : TestReport.Unknown;
        if (turnaroundMs > Report.Get(_index, TestReport.TurnaroundMs))
        {
            Report.Set(_index, TestReport.TurnaroundMs, turnaroundMs);
        }

        if (answered >= EnoughAnswers && IsThere())
        {
            bool isGood = _connector.HeartbeatsSent - _sentBefore <= answered + 2;
            Note(TestReport.Link, isGood, TestReport.NoteFewAnswers);
            BeginRamp(nowMs);
        }
        else if (nowMs - _stageMs >= LinkMs)
        {
            FailStage(TestReport.NoteNoAnswer, nowMs);
        }
    }

    private void BeginRamp(long nowMs)
    {
        int minimum = _point.Limits.MinimumCentiamps;
        _lowCentiamps = minimum > LowestCentiamps ? minimum : LowestCentiamps;
        Report.Set(_index, TestReport.LowCentiamps, _lowCentiamps);
        Report.Set(_index, TestReport.HighCentiamps, _lowCentiamps + StepCentiamps);
        if (_lowCentiamps > _point.Limits.LimitCentiamps || !_point.HasRoom)
        {
            SkipFrom(TestReport.Ramp, TestReport.NoteNoRoom, nowMs);
        }
        else if (!_point.Car.IsPlugged && !_point.Car.Wants)
        {
            SkipFrom(TestReport.Ramp, TestReport.NoteNoCar, nowMs);
        }
        else
        {
            Wish(Low, _lowCentiamps, nowMs);
        }
    }

    private void Ramp(long nowMs)
    {
        if (!HasEcho(nowMs))
        {
            return;
        }

        if (!_connector.IsDrawing && _stage == Low)
        {
            _unsettledMs = nowMs;
            if (nowMs - _echoedMs >= DrawMs)
            {
                SkipFrom(TestReport.Ramp, TestReport.NoteNoDraw, nowMs);
            }

            return;
        }

        int draw = _connector.ActualCentiamps;
        bool isIn = draw >= _wishCentiamps - BelowCentiamps && draw <= _wishCentiamps + AboveCentiamps && IsChanged(draw);
        _unsettledMs = isIn ? _unsettledMs : nowMs;
        if (nowMs - _unsettledMs >= SettledMs)
        {
            EndOfRampStage(draw, nowMs);
        }
        else if (nowMs - _echoedMs >= DrawMs + SettleMs)
        {
            Report.Set(_index, _stage == High ? TestReport.DrawHighCentiamps : TestReport.DrawLowCentiamps, draw);
            FailStage(_stage == Low ? TestReport.NoteOtherDraw : _stage == High ? TestReport.NoteNoRise : TestReport.NoteNoFall, nowMs);
        }
    }

    // The two currents are close enough to pass for each other: a draw that stays where it was is no answer.
    private bool IsChanged(int draw)
    {
        switch (_stage)
        {
            case High:
                return draw >= Report.Get(_index, TestReport.DrawLowCentiamps) + LeastChangeCentiamps;
            case Back:
                return draw <= Report.Get(_index, TestReport.DrawHighCentiamps) - LeastChangeCentiamps;
            default:
                return true;
        }
    }

    private void EndOfRampStage(int draw, long nowMs)
    {
        switch (_stage)
        {
            case Low:
                Report.Set(_index, TestReport.DrawLowCentiamps, draw);
                if (_lowCentiamps + StepCentiamps > _point.Limits.LimitCentiamps)
                {
                    Report.Set(_index, TestReport.HighCentiamps, TestReport.Unknown);
                    Report.SetStep(_index, TestReport.Ramp, TestReport.Passed, TestReport.NoteNoHigh);
                    BeginStop(nowMs);
                    return;
                }

                Wish(High, _lowCentiamps + StepCentiamps, nowMs);
                break;
            case High:
                Report.Set(_index, TestReport.DrawHighCentiamps, draw);
                Wish(Back, _lowCentiamps, nowMs);
                break;
            default:
                Note(TestReport.Ramp, true, 0);
                BeginStop(nowMs);
                break;
        }
    }

    private void BeginStop(long nowMs)
    {
        if (_point.Limits.FloorCentiamps > 0)
        {
            SkipFrom(TestReport.Stop, TestReport.NoteFloor, nowMs);
            return;
        }

        Wish(Stopping, 0, nowMs);
    }

    private void Stop(long nowMs)
    {
        if (!_connector.IsDrawing && _connector.SentCentiamps == 0)
        {
            Report.Set(_index, TestReport.StopMs, (int)(nowMs - _connector.SentChangedMs));
            Note(TestReport.Stop, true, 0);
            Wish(Resuming, _lowCentiamps, nowMs);
        }
        else if (nowMs - _stageMs >= StopMs)
        {
            FailStage(TestReport.NoteNoStop, nowMs);
        }
    }

    private void Resume(long nowMs)
    {
        if (_connector.IsDrawing)
        {
            Report.Set(_index, TestReport.ResumeMs, (int)(nowMs - _connector.SentChangedMs));
            Note(TestReport.Resume, true, 0);
            Next(nowMs);
        }
        else if (nowMs - _stageMs >= ResumeMs)
        {
            FailStage(TestReport.NoteNoResume, nowMs);
        }
    }

    // The limit went out and came back. Limits and other cars may keep it from going out at all.
    private bool HasEcho(long nowMs)
    {
        if (_echoedMs >= 0)
        {
            return true;
        }

        bool isSent = _connector.HasSent && _connector.SentCentiamps == _wishCentiamps;
        if (isSent && _connector.ConfirmedCentiamps == _wishCentiamps)
        {
            _echoedMs = nowMs;
            int echoMs = (int)(nowMs - _connector.SentChangedMs);
            if (_connector.SentChangedMs >= _stageMs && echoMs > Report.Get(_index, TestReport.EchoMs))
            {
                Report.Set(_index, TestReport.EchoMs, echoMs);
            }

            return true;
        }

        if (nowMs - _stageMs >= OfferMs)
        {
            if (isSent)
            {
                FailStage(TestReport.NoteNoEcho, nowMs);
            }
            else
            {
                SkipFrom(TestReport.Ramp, TestReport.NoteNotOffered, nowMs);
            }
        }

        return false;
    }

    private bool IsThere()
    {
        return _bus.Roster.Find(_connector.Id) == _connector && _point != null && _connector.HasAnswered && _connector.Link <= LinkState.Stale;
    }

    private static int StepOf(int stage)
    {
        return stage <= Linking ? stage : stage <= Back ? TestReport.Ramp : stage - Stopping + TestReport.Stop;
    }

    private void Note(int step, bool isPassed, int note)
    {
        Report.SetStep(_index, step, isPassed ? TestReport.Passed : TestReport.Failed, isPassed ? 0 : note);
    }

    private void FailStage(int note, long nowMs)
    {
        int step = StepOf(_stage);
        Note(step, false, note);
        SkipFrom(step + 1, TestReport.NoteAfterFailure, nowMs);
    }

    private void SkipFrom(int step, int note, long nowMs)
    {
        for (int i = step; i < TestReport.Steps; i++)
        {
            Report.SetStep(_index, i, TestReport.Skipped, note);
        }

        Next(nowMs);
    }

    private void SkipRest(int note)
    {
        Report.Set(_index, TestReport.BadFrames, _bus.Counters.Lost - _lostAtStart);
        for (int i = 0; i < Report.Connectors.Length; i++)
        {
            for (int step = 0; step < TestReport.Steps; step++)
            {
                if (Report.ResultOf(i, step) == TestReport.Open)
                {
                    Report.SetStep(i, step, TestReport.Skipped, note);
                }
            }
        }
    }

    private void Next(long nowMs)
    {
        _charging.EndTrial();
        Report.Set(_index, TestReport.BadFrames, _bus.Counters.Lost - _lostAtStart);
        if (!IsRunning)
        {
            return;
        }

        if (_index + 1 < Report.Connectors.Length)
        {
            BeginConnector(_index + 1, nowMs);
        }
        else
        {
            End(nowMs);
        }
    }

    private void End(long nowMs)
    {
        _charging.EndTrial();
        Report.Seconds = (int)((nowMs - _beganMs) / 1000);
        Report.IsDone = true;
        IsRunning = false;
        Version++;
    }
}
