using TWCManager.Core.Energy;
using TWCManager.Core.Time;

namespace TWCManager.Core.Policy;

/// <summary>What the policy grants to all cars together, and why. Made once and decided again and again; limits come after it and only lower.</summary>
public sealed class PolicyDecision
{
    private int _wantedCentiamps;
    private int _start;
    private int _end;
    private EnergyBalance _unknown;
    private string _problem;
    private bool _isClockMissing;
    private string _text;

    /// <summary>The wish that rules.</summary>
    public PolicyCode Code { get; private set; } = PolicyCode.None;

    /// <summary>Its name: stopped, chargeNow, scheduled, green, fixed or none.</summary>
    public string Name
    {
        get
        {
            switch (Code)
            {
                case PolicyCode.Stopped:
                    return "stopped";
                case PolicyCode.ChargeNow:
                    return "chargeNow";
                case PolicyCode.Scheduled:
                    return "scheduled";
                case PolicyCode.Green:
                    return "green";
                case PolicyCode.Fixed:
                    return "fixed";
                default:
                    return "none";
            }
        }
    }

    /// <summary>Current for all cars together, in 0.01 A; never above the shared wiring limit. Only a grant from the sun has parts of an ampere.</summary>
    public int AvailableCentiamps { get; private set; }

    /// <summary>Current that may come on top of it so that a car gets its minimum, in 0.01 A; 0 unless <see cref="IsGreen"/>.</summary>
    public int FlexCentiamps { get; private set; }

    /// <summary>True when the grant follows the surplus, so that it may change with every reading.</summary>
    public bool IsGreen
    {
        get { return Code == PolicyCode.Green; }
    }

    /// <summary>Why, as a sentence for the owner. Made when asked for and kept until something in it changes.</summary>
    public string ReasonText
    {
        get
        {
            NoteProblem();
            if (_text == null)
            {
                _text = MakeText();
            }

            return _text;
        }
    }

    internal void Stopped()
    {
        ForgetUnknown();
        Decide(PolicyCode.Stopped, 0, 0);
        Explain(0, 0);
    }

    // minutes: how long it still lasts.
    internal void ChargeNow(int wantedAmps, int limitAmps, int minutes)
    {
        Grant(PolicyCode.ChargeNow, wantedAmps * 100, limitAmps);
        Explain(minutes, 0);
    }

    // start and end: minutes of the day.
    internal void Scheduled(int wantedAmps, int limitAmps, int start, int end)
    {
        Grant(PolicyCode.Scheduled, wantedAmps * 100, limitAmps);
        Explain(start, end);
    }

    internal void Green(int surplusWatts, int wantedCentiamps, int limitAmps, int flexAmps)
    {
        Grant(PolicyCode.Green, wantedCentiamps, limitAmps);
        FlexCentiamps = flexAmps * 100;
        Explain(surplusWatts, 0);
    }

    // balance: knows why it knows no surplus. Asked only when somebody wants to read it, because its answer is made then.
    // No flex either: it bridges a known gap, not an unknown one.
    internal void GreenWithoutSurplus(EnergyBalance balance)
    {
        Decide(PolicyCode.Green, 0, 0);
        Explain(0, 0);
        if (_unknown != balance)
        {
            _unknown = balance;
            _problem = null;
            _text = null;
        }
    }

    internal void Fixed(int wantedAmps, int limitAmps)
    {
        Grant(PolicyCode.Fixed, wantedAmps * 100, limitAmps);
        Explain(0, 0);
    }

    internal void None()
    {
        ForgetUnknown();
        Decide(PolicyCode.None, 0, 0);
        Explain(0, 0);
    }

    // Whether something that depends on the time of day could not be looked at.
    internal void Clock(bool isMissing)
    {
        if (_isClockMissing != isMissing)
        {
            _isClockMissing = isMissing;
            _text = null;
        }
    }

    private void Grant(PolicyCode code, int wantedCentiamps, int limitAmps)
    {
        ForgetUnknown();
        int limit = limitAmps * 100;
        Decide(code, wantedCentiamps, wantedCentiamps < limit ? wantedCentiamps : limit);
    }

    private void Decide(PolicyCode code, int wantedCentiamps, int grantedCentiamps)
    {
        if (Code != code || _wantedCentiamps != wantedCentiamps || AvailableCentiamps != grantedCentiamps)
        {
            Code = code;
            _wantedCentiamps = wantedCentiamps;
            AvailableCentiamps = grantedCentiamps;
            _text = null;
        }

        FlexCentiamps = 0;
    }

    private void Explain(int start, int end)
    {
        if (_start != start || _end != end)
        {
            _start = start;
            _end = end;
            _text = null;
        }
    }

    private void ForgetUnknown()
    {
        if (_unknown != null)
        {
            _unknown = null;
            _problem = null;
            _text = null;
        }
    }

    private void NoteProblem()
    {
        string problem = _unknown == null ? null : _unknown.SurplusProblem;
        // Null also when a reading has come since the decision; the next one will say so.
        if (problem != null && problem != _problem)
        {
            _problem = problem;
            _text = null;
        }
    }

    private string MakeText()
    {
        string clock = _isClockMissing ? "; the schedule waits because the time of day is not known" : "";
        switch (Code)
        {
            case PolicyCode.Stopped:
                return "Stopped by command until resume";
            case PolicyCode.ChargeNow:
                return "Charge now: " + Amps() + " for another " + _start.ToString() + " min";
            case PolicyCode.Scheduled:
                return "Schedule " + (_start == _end ? "all day" : CivilTime.FormatMinute(_start) + " to " + CivilTime.FormatMinute(_end)) + ": " + Amps();
            case PolicyCode.Green:
                return GreenText() + clock;
            case PolicyCode.Fixed:
                return "Outside the schedule: " + Amps() + clock;
            default:
                return "Outside the schedule: nothing is to be charged" + clock;
        }
    }

    private string GreenText()
    {
        if (_unknown != null)
        {
            return "No surplus: " + (_problem != null ? _problem : "no reading yet");
        }

        return _start < 0 ? "No surplus: " + (-_start).ToString() + " W are missing" : "Surplus " + _start.ToString() + " W is " + Amps();
    }

    private string Amps()
    {
        string amps = Text(AvailableCentiamps);
        return AvailableCentiamps == _wantedCentiamps ? amps : amps + " (" + Text(_wantedCentiamps) + ", lowered to wiringMaxAmpsAllTWCs)";
    }

    // Whole amperes as they are, others to a tenth.
    private static string Text(int centiamps)
    {
        int tenths = centiamps / 10;
        string whole = (tenths / 10).ToString();
        return centiamps % 100 == 0 ? whole + " A" : whole + "." + (tenths % 10).ToString() + " A";
    }
}
