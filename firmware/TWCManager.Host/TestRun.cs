using TWCManager.Core;
using TWCManager.Core.Bus;
using TWCManager.Core.Doctor;

namespace TWCManager.Host;

/// <summary>--test: waits for the connectors, lets the controller test them, and says what came of it. Lives on the control thread.</summary>
internal sealed class TestRun
{
    // Units announce themselves every ten seconds, and drown each other at first.
    private const int QuietMs = 13000;
    private const int LongestWaitMs = 90000;

    private readonly Controller _controller;
    private readonly TextWriter _output;
    private volatile bool _isOver;
    private long _startMs = -1;
    private long _newcomerMs;
    private int _rosterVersion;
    private bool _hasBegun;

    /// <param name="output">Takes the report.</param>
    public TestRun(Controller controller, TextWriter output)
    {
        _controller = controller;
        _output = output;
    }

    /// <summary>The report is out, or there is none.</summary>
    public bool IsOver
    {
        get { return _isOver; }
    }

    /// <summary>No step failed.</summary>
    public bool IsGood { get; private set; }

    /// <summary>Takes the next step. For every turn.</summary>
    public void Tick(long nowMs)
    {
        _startMs = _startMs < 0 ? nowMs : _startMs;
        if (_isOver)
        {
            return;
        }

        if (!_hasBegun)
        {
            Begin(nowMs);
        }
        else if (!_controller.Test.IsRunning)
        {
            Report();
        }
    }

    private void Begin(long nowMs)
    {
        bool isAnyOnline = _controller.Bus.Connectors.Take(_controller.Bus.Count).Any(one => one.Link == LinkState.Online);
        if (_rosterVersion != _controller.Bus.Roster.Version)
        {
            _rosterVersion = _controller.Bus.Roster.Version;
            _newcomerMs = nowMs;
        }

        if ((!isAnyOnline || nowMs - _newcomerMs < QuietMs) && nowMs - _startMs < LongestWaitMs)
        {
            return;
        }

        if (!_controller.Test.TryBegin(nowMs, out string problem))
        {
            _output.WriteLine(problem);
            SayDoctor();
            _isOver = true;
        }

        _hasBegun = true;
    }

    private void Report()
    {
        TestReport report = _controller.Test.Report;
        for (int i = 0; i < report.Connectors.Length; i++)
        {
            _output.WriteLine(TestText.Line(report, i));
        }

        SayDoctor();
        IsGood = report.Result() != TestReport.Failed && !report.IsCancelled;
        _isOver = true;
    }

    private void SayDoctor()
    {
        _output.WriteLine("Doctor: " + _controller.Doctor.FirstSentence());
        _output.Flush();
    }
}
