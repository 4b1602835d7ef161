namespace TWCManager.Core.Policy;

/// <summary>A set current for a set time, by command.</summary>
public sealed class ChargeNowRule : ChargeRule
{
    private const long MsPerMinute = 60000;

    private readonly ManualControl _manual;

    public ChargeNowRule(ManualControl manual)
    {
        _manual = manual;
    }

    /// <inheritdoc/>
    public override string Word
    {
        get { return "chargeNow"; }
    }

    /// <inheritdoc/>
    public override bool TryDecide(WishContext context, PolicyDecision decision)
    {
        if (!_manual.IsChargeNow(context.NowMs))
        {
            return false;
        }

        decision.Grant(this, context, _manual.ChargeNowAmps * 100, MinutesUntil(_manual.ChargeNowEndsMs, context.NowMs), 0);
        return true;
    }

    /// <inheritdoc/>
    public override string Sentence(PolicyDecision decision)
    {
        int minutesLeft = decision.FirstFigure;
        return "Charge now: " + decision.AmpsText() + " for another " + minutesLeft.ToString() + " min";
    }

    private static int MinutesUntil(long endsMs, long nowMs)
    {
        long minutes = (endsMs - nowMs + MsPerMinute - 1) / MsPerMinute;
        return minutes > int.MaxValue ? int.MaxValue : (int)minutes;
    }
}
