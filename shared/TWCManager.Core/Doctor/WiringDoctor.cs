using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Protocol;

namespace TWCManager.Core.Doctor;

/// <summary>Turns the counters of the bus into findings: what is wrong, at which connector. Judges rates over half a minute and says nothing before they have lasted; knows no remedy, that is <see cref="FindingText"/>.</summary>
/// <remarks>Source of what means what: docs/installation.md#what-the-doctor-says. Fixed memory; changes nothing; allocates nothing after it was made.</remarks>
public sealed class WiringDoctor
{
    /// <summary>Findings that are told at once; the least important give way.</summary>
    public const int MaxFindings = 6;

    /// <summary>Length of the window in which counters are judged, ms.</summary>
    public const int WindowMs = 30000;

    private const int StepMs = 1000;

    // A finding in a byte: shown, not yet logged, and how long it has been otherwise.
    private const int Shown = 0x80;
    private const int Untold = 0x40;
    private const int Streak = 0x3F;

    private const int NoSubject = 0;

    private readonly BusMaster _bus;
    private readonly ChargeControl _charging;
    private readonly LineWindow _line;
    private readonly ConnectorWindow[] _windows;
    private readonly byte[] _states;
    private readonly int[] _listed = new int[MaxFindings];
    private long _steppedMs;
    private long _windowStartMs;
    private bool _hasBegun;

    /// <param name="capacity">Connectors at most.</param>
    public WiringDoctor(BusMaster bus, ChargeControl charging, int capacity)
    {
        _bus = bus;
        _charging = charging;
        _line = new LineWindow(bus);
        _windows = new ConnectorWindow[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _windows[i] = new ConnectorWindow();
        }

        _states = new byte[Finding.Count * (capacity + 1)];
    }

    /// <summary>Grows whenever the list changes.</summary>
    public int Version { get; private set; }

    /// <summary>Findings in the list, 0 to <see cref="MaxFindings"/>; most important first.</summary>
    public int Count { get; private set; }

    /// <summary>True while there is nothing but what is good to know.</summary>
    public bool IsOk
    {
        get { return Count == 0 || CodeAt(0) >= Finding.FirstInfo; }
    }

    /// <summary>Code of a finding in the list.</summary>
    public int CodeAt(int index)
    {
        return _listed[index] % Finding.Count;
    }

    /// <summary>Connector of a finding in the list; null when it is about the whole bus.</summary>
    public WallConnector ConnectorAt(int index)
    {
        return ConnectorOf(_listed[index] / Finding.Count);
    }

    /// <summary>The sentence that says what to do first, or that nothing was found.</summary>
    public string FirstSentence()
    {
        return IsOk ? FindingText.Nothing : SentenceAt(0);
    }

    /// <summary>The sentence of a finding in the list. Made anew each time.</summary>
    public string SentenceAt(int index)
    {
        return FindingText.Sentence(CodeAt(index), ConnectorAt(index), _bus);
    }

    /// <summary>Judges when it is time. Cheap; for every turn.</summary>
    public void Tick(long nowMs)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _steppedMs = nowMs;
            BeginWindow(nowMs);
        }

        if (nowMs - _steppedMs < StepMs)
        {
            return;
        }

        _steppedMs = nowMs;
        FollowRoster();
        JudgeStates(nowMs);
        if (nowMs - _windowStartMs >= WindowMs)
        {
            JudgeWindow();
            BeginWindow(nowMs);
        }

        List();
    }

    /// <summary>Hands out a finding that came or went since the last call, for the log.</summary>
    /// <returns>False when there is none.</returns>
    internal bool TryTakeNews(out int code, out WallConnector connector, out bool isShown)
    {
        for (int i = 0; i < _states.Length; i++)
        {
            if ((_states[i] & Untold) != 0)
            {
                _states[i] &= 0xFF - Untold;
                code = i % Finding.Count;
                connector = ConnectorOf(i / Finding.Count);
                isShown = (_states[i] & Shown) != 0;
                return true;
            }
        }

        code = 0;
        connector = null;
        isShown = false;
        return false;
    }

    private WallConnector ConnectorOf(int subject)
    {
        return subject == NoSubject ? null : _windows[subject - 1].Connector;
    }

    private void BeginWindow(long nowMs)
    {
        _windowStartMs = nowMs;
        _line.Begin();
        for (int i = 0; i < _windows.Length; i++)
        {
            _windows[i].Begin();
        }
    }

    // A place in the list may go to another unit, of which nothing is known yet.
    private void FollowRoster()
    {
        for (int i = 0; i < _bus.Count && i < _windows.Length; i++)
        {
            if (_windows[i].Connector == _bus.Connectors[i])
            {
                continue;
            }

            _windows[i].Connector = _bus.Connectors[i];
            _windows[i].Begin();
            for (int code = 0; code < Finding.Count; code++)
            {
                Version += (_states[IndexOf(code, i + 1)] & Shown) != 0 ? 1 : 0;
                _states[IndexOf(code, i + 1)] = 0;
            }
        }
    }

    // What is true or not at a moment, judged every second.
    private void JudgeStates(long nowMs)
    {
        Judge(Finding.NoPort, NoSubject, !_bus.IsPortOpen, 5, 2);
        Judge(Finding.SecondMaster, NoSubject, _bus.State == BusState.OtherMaster, 1, 2);
        Judge(Finding.Stranger, NoSubject, _bus.StrangerCentiamps(nowMs) > 0, 5, 5);
        for (int i = 0; i < _bus.Count && i < _windows.Length; i++)
        {
            WallConnector connector = _bus.Connectors[i];
            bool isOnline = connector.Link == LinkState.Online;
            ChargePoint point = _charging.Find(connector);
            Judge(Finding.Overdraw, i + 1, point != null && point.Car.IsOverdrawing, 1, 10);
            Judge(Finding.ConnectorError, i + 1, isOnline && point != null && point.HasUnexpectedError, 20, 10);
            Judge(Finding.LimitNotTaken, i + 1, isOnline && connector.Unconfirmed >= ConnectorWindow.ManyUnconfirmed, 5, 5);
        }
    }

    // What only counts can tell, judged every half minute.
    private void JudgeWindow()
    {
        bool canHear = _bus.IsPortOpen;
        _line.End();
        Judge(Finding.NothingReceived, NoSubject, canHear && _line.IsSilent, 2, 1);
        Judge(Finding.OnlyGarbage, NoSubject, canHear && _line.IsOnlyGarbage, _line.HasEverMadeSense ? 8 : 4, 1);
        Judge(Finding.Babble, NoSubject, canHear && _line.IsBabbling, 2, 2);
        Judge(Finding.FloatingLine, NoSubject, canHear && _line.IsFloating, 2, 2);
        Judge(Finding.Echo, NoSubject, _line.HasEcho, 2, 2);
        Judge(Finding.MasterSeen, NoSubject, _line.HasMaster && !_bus.OtherMaster.MustYield, 1, 20);
        Judge(Finding.StandAlone, NoSubject, _line.HasBroadcasts && !_bus.OtherMaster.MustYield, 2, 2);
        Judge(Finding.IdConflict, NoSubject, _line.HasIdConflict, 1, 2);
        Judge(Finding.TooMany, NoSubject, _line.HasTurnedAway, 1, 2);
        bool isHearing = canHear && !_line.IsSilent && !_line.IsOnlyGarbage;
        JudgeConnectors(isHearing && _bus.State == BusState.Running);
        JudgeDamage(isHearing);
    }

    private void JudgeConnectors(bool isRunning)
    {
        int deaf = 0;
        int hearing = 0;
        for (int i = 0; i < _bus.Count && i < _windows.Length; i++)
        {
            _windows[i].End();
            deaf += _windows[i].IsDeaf ? 1 : 0;
            hearing += _windows[i].Answered > 0 ? 1 : 0;
        }

        Judge(Finding.NobodyHearsUs, NoSubject, isRunning && deaf > 0 && hearing == 0, 2, 1);
        for (int i = 0; i < _bus.Count && i < _windows.Length; i++)
        {
            ConnectorWindow window = _windows[i];
            Judge(Finding.DoesNotHearUs, i + 1, isRunning && window.IsDeaf && hearing > 0, 2, 1);
            Judge(Finding.NotHeard, i + 1, isRunning && window.IsGone, 3, 1);
            Judge(Finding.SameId, i + 1, window.HasTwin, 1, 3);
            Judge(Finding.MissingAnswers, i + 1, isRunning && window.MissesAnswers && !_line.IsDamaged(false), 3, 2);
            Judge(Finding.LinkDrops, i + 1, isRunning && window.HasDropped, 2, 2);
            Judge(Finding.Voltage, i + 1, window.HasOddVolts, 3, 1);
        }
    }

    // One cause for the line: how most of the lost frames looked, and where they came from if all came from one place.
    private void JudgeDamage(bool isHearing)
    {
        int code = isHearing && !_line.IsBabbling && _line.IsDamaged(IsDamageShown()) ? _line.Look() : -1;
        int subject = code < 0 ? NoSubject : Culprit();
        for (int candidate = Finding.ClippedStart; candidate <= Finding.Damaged; candidate++)
        {
            for (int i = 0; i <= _windows.Length; i++)
            {
                Judge(candidate, i, candidate == code && i == subject, 2, 3);
            }
        }
    }

    private bool IsDamageShown()
    {
        for (int i = 0; i < Count; i++)
        {
            if (CodeAt(i) >= Finding.ClippedStart && CodeAt(i) <= Finding.Damaged)
            {
                return true;
            }
        }

        return false;
    }

    private int Culprit()
    {
        int sum = 0;
        int worst = 0;
        int answering = 0;
        for (int i = 0; i < _bus.Count && i < _windows.Length; i++)
        {
            sum += _windows[i].Damaged;
            worst = _windows[i].Damaged > _windows[worst].Damaged ? i : worst;
            answering += _windows[i].Answered > 0 ? 1 : 0;
        }

        bool isOne = answering >= 2 || (answering == 1 && _windows[worst].Answered == 0);
        return isOne && sum > 0 && _windows[worst].Damaged * 100 >= sum * 85 ? worst + 1 : NoSubject;
    }

    private static int IndexOf(int code, int subject)
    {
        return subject * Finding.Count + code;
    }

    /// <summary>Shows a finding when it was true so many times in a row, takes it back when it was not so many times in a row.</summary>
    private void Judge(int code, int subject, bool isTrue, int toShow, int toHide)
    {
        int index = IndexOf(code, subject);
        int state = _states[index];
        bool isShown = (state & Shown) != 0;
        if (isTrue == isShown)
        {
            _states[index] = (byte)(state & (Shown | Untold));
            return;
        }

        int streak = (state & Streak) + 1;
        if (streak < (isShown ? toHide : toShow))
        {
            _states[index] = (byte)((state & (Shown | Untold)) | streak);
            return;
        }

        _states[index] = (byte)(isShown ? Untold : Shown | Untold);
        Version++;
    }

    private void List()
    {
        Count = 0;
        for (int code = 0; code < Finding.Count && Count < MaxFindings; code++)
        {
            for (int subject = 0; subject <= _windows.Length && Count < MaxFindings; subject++)
            {
                if ((_states[IndexOf(code, subject)] & Shown) != 0)
                {
                    _listed[Count] = IndexOf(code, subject);
                    Count++;
                }
            }
        }
    }
}
