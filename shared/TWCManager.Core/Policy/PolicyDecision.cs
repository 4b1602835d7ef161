namespace TWCManager.Core.Policy;

/// <summary>What the policy grants, and why. Made once and decided again and again; limits come after it and only lower.</summary>
public sealed class PolicyDecision
{
    private int _wantedCentiamps;
    private bool _isClockMissing;
    private string _text;

    /// <summary>The rule that decided.</summary>
    public ChargeRule Rule { get; private set; } = NothingRule.Instance;

    /// <summary>Its published word.</summary>
    public string Name
    {
        get { return Rule.Word; }
    }

    /// <summary>Current for all cars together, in 0.01 A; never above the shared wiring limit.</summary>
    /// <remarks>Only a grant from the sun has parts of an ampere.</remarks>
    public int AvailableCentiamps { get; private set; }

    /// <summary>Current that may come on top of it so that a car gets its minimum, in 0.01 A; 0 unless <see cref="IsGreen"/>.</summary>
    public int FlexCentiamps { get; private set; }

    /// <summary>True when the grant follows the surplus, so that it may change with every reading.</summary>
    public bool IsGreen
    {
        get { return Rule.FollowsSurplus; }
    }

    /// <summary>True when the rule decided that nothing may be charged, instead of granting a current, which may be 0 too.</summary>
    public bool IsRefused { get; private set; } = true;

    /// <summary>First figure of the rule's sentence. Only the rule that decided knows what it counts.</summary>
    public int FirstFigure { get; private set; }

    /// <summary>Second figure of the rule's sentence.</summary>
    public int SecondFigure { get; private set; }

    /// <summary>Last <see cref="ChargeRule.Detail"/>; null before the first.</summary>
    public string DetailText { get; private set; }

    /// <summary>Why, as a sentence for the owner. Made when asked for and kept until something in it changes.</summary>
    public string ReasonText
    {
        get
        {
            string detail = Rule.Detail(this);
            if (detail != null && detail != DetailText)
            {
                DetailText = detail;
                _text = null;
            }

            if (_text == null)
            {
                _text = Rule.Sentence(this) + (_isClockMissing ? "; the schedule waits because the time of day is not known" : "");
            }

            return _text;
        }
    }

    /// <summary>Grants a current, as far as the wiring limit allows it.</summary>
    /// <param name="wantedCentiamps">For all cars together, in 0.01 A.</param>
    /// <param name="firstFigure">For the rule's own sentence.</param>
    /// <param name="secondFigure">For the rule's own sentence.</param>
    public void Grant(ChargeRule rule, WishContext context, int wantedCentiamps, int firstFigure, int secondFigure)
    {
        int limit = context.LimitAmps * 100;
        Settle(rule, context, wantedCentiamps, wantedCentiamps < limit ? wantedCentiamps : limit);
        Explain(false, firstFigure, secondFigure);
    }

    /// <summary>Grants nothing.</summary>
    public void Refuse(ChargeRule rule, WishContext context)
    {
        Settle(rule, context, 0, 0);
        Explain(true, 0, 0);
    }

    /// <summary>Lets a car that charges take some more from the grid to stay at its minimum. After <see cref="Grant"/>.</summary>
    public void AllowFlex(int centiamps)
    {
        FlexCentiamps = centiamps;
    }

    /// <summary>The granted current for a sentence, with what was wanted if the wiring limit lowered it.</summary>
    public string AmpsText()
    {
        string amps = Text(AvailableCentiamps);
        return AvailableCentiamps == _wantedCentiamps ? amps : amps + " (" + Text(_wantedCentiamps) + ", lowered to wiringMaxAmpsAllTWCs)";
    }

    // Whole amperes as they are, others to a tenth.
    private static string Text(int centiamps)
    {
        int tenths = (centiamps + 5) / 10;
        string whole = (tenths / 10).ToString();
        return centiamps % 100 == 0 ? whole + " A" : whole + "." + (tenths % 10).ToString() + " A";
    }

    private void Settle(ChargeRule rule, WishContext context, int wantedCentiamps, int grantedCentiamps)
    {
        if (Rule != rule)
        {
            DetailText = null;
        }

        if (Rule != rule || _wantedCentiamps != wantedCentiamps || AvailableCentiamps != grantedCentiamps
            || _isClockMissing != context.IsClockMissed)
        {
            Rule = rule;
            _wantedCentiamps = wantedCentiamps;
            AvailableCentiamps = grantedCentiamps;
            _isClockMissing = context.IsClockMissed;
            _text = null;
        }

        FlexCentiamps = 0;
    }

    private void Explain(bool isRefused, int firstFigure, int secondFigure)
    {
        if (IsRefused != isRefused || FirstFigure != firstFigure || SecondFigure != secondFigure)
        {
            IsRefused = isRefused;
            FirstFigure = firstFigure;
            SecondFigure = secondFigure;
            DetailText = null;
            _text = null;
        }
    }
}
