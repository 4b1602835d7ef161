namespace TWCManager.Core.Policy;

/// <summary>One wish of the policy: when it applies, what it grants, its word and its sentence. Knows nothing of the other rules.</summary>
/// <remarks>A rule keeps nothing about a decision: it is asked for each connector in turn.</remarks>
public abstract class ChargeRule
{
    /// <summary>Published word; never changes.</summary>
    public abstract string Word { get; }

    /// <summary>True if the grant follows the surplus, so that it may change with every reading.</summary>
    public virtual bool FollowsSurplus
    {
        get { return false; }
    }

    /// <summary>Decides or passes. Allocates nothing.</summary>
    /// <param name="decision">Filled by <see cref="PolicyDecision.Grant"/> or <see cref="PolicyDecision.Refuse"/>.</param>
    /// <returns>False, and the decision untouched, if the wish does not apply: the next rule is asked.</returns>
    public abstract bool TryDecide(WishContext context, PolicyDecision decision);

    /// <summary>Why, as a sentence for the owner. Made only when it is read, and again after a change of the decision.</summary>
    /// <param name="decision">Decided by this rule; its figures are those that this rule gave.</param>
    public abstract string Sentence(PolicyDecision decision);

    /// <summary>A text in the sentence that may change while the decision stays the same; null if there is none, or no new one.</summary>
    public virtual string Detail(PolicyDecision decision)
    {
        return null;
    }
}
