namespace TWCManager.Core.Policy;

/// <summary>Stopped by command: stronger than every other wish.</summary>
public sealed class StopRule : ChargeRule
{
    private readonly ManualControl _manual;

    public StopRule(ManualControl manual)
    {
        _manual = manual;
    }

    /// <inheritdoc/>
    public override string Word
    {
        get { return "stopped"; }
    }

    /// <inheritdoc/>
    public override bool TryDecide(WishContext context, PolicyDecision decision)
    {
        if (!_manual.IsStopped)
        {
            return false;
        }

        decision.Refuse(this, context);
        return true;
    }

    /// <inheritdoc/>
    public override string Sentence(PolicyDecision decision)
    {
        return "Stopped by command until resume";
    }
}
