using TWCManager.Core.Settings;

namespace TWCManager.Core.Policy;

/// <summary>A fixed current outside the schedule.</summary>
public sealed class FixedRule : ChargeRule
{
    private readonly ChargerSettings _settings;

    public FixedRule(ChargerSettings settings)
    {
        _settings = settings;
    }

    /// <inheritdoc/>
    public override string Word
    {
        get { return "fixed"; }
    }

    /// <inheritdoc/>
    public override bool TryDecide(WishContext context, PolicyDecision decision)
    {
        if (_settings.Number(Setting.NonScheduledAction) != Setting.ActionFixed)
        {
            return false;
        }

        decision.Grant(this, context, _settings.Number(Setting.NonScheduledAmpsMax) * 100, 0, 0);
        return true;
    }

    /// <inheritdoc/>
    public override string Sentence(PolicyDecision decision)
    {
        return "Outside the schedule: " + decision.AmpsText();
    }
}
