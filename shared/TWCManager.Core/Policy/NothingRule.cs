namespace TWCManager.Core.Policy;

/// <summary>Nothing outside the schedule: the rule that always decides.</summary>
public sealed class NothingRule : ChargeRule
{
    /// <summary>The one and only: it holds nothing.</summary>
    public static readonly NothingRule Instance = new NothingRule();

    private NothingRule()
    {
    }

    /// <inheritdoc/>
    public override string Word
    {
        get { return "none"; }
    }

    /// <inheritdoc/>
    public override bool TryDecide(WishContext context, PolicyDecision decision)
    {
        decision.Refuse(this, context);
        return true;
    }

    /// <inheritdoc/>
    public override string Sentence(PolicyDecision decision)
    {
        return "Outside the schedule: nothing is to be charged";
    }
}
