using TWCManager.Core.Energy;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Policy;

/// <summary>Follows the surplus, always or within the hours that are set for it.</summary>
public sealed class SurplusRule : ChargeRule
{
    // More than any site has, and small enough to be a number in a sentence.
    private const int MostCentiamps = 1000000;

    private readonly ChargerSettings _settings;
    private readonly EnergyBalance _balance;

    public SurplusRule(ChargerSettings settings, EnergyBalance balance)
    {
        _settings = settings;
        _balance = balance;
    }

    /// <inheritdoc/>
    public override string Word
    {
        get { return "green"; }
    }

    /// <inheritdoc/>
    public override bool FollowsSurplus
    {
        get { return true; }
    }

    /// <inheritdoc/>
    public override bool TryDecide(WishContext context, PolicyDecision decision)
    {
        if (!IsGreen(context))
        {
            return false;
        }

        if (!_balance.HasSurplus)
        {
            // No flex either: it bridges a known gap, not an unknown one.
            decision.Refuse(this, context);
            return true;
        }

        int watts = _balance.SurplusWatts;
        long centiamps = watts > 0 && context.WattsPerAmp > 0 ? (long)watts * 100 / context.WattsPerAmp : 0;
        decision.Grant(this, context, (int)(centiamps < MostCentiamps ? centiamps : MostCentiamps), watts, 0);
        decision.AllowFlex(_settings.Number(Setting.GreenEnergyFlexAmps) * 100);
        return true;
    }

    /// <inheritdoc/>
    public override string Sentence(PolicyDecision decision)
    {
        if (decision.IsRefused)
        {
            return "No surplus: " + (decision.DetailText != null ? decision.DetailText : "no reading yet");
        }

        int watts = decision.FirstFigure;
        return watts < 0
            ? "No surplus: " + (-watts).ToString() + " W are missing"
            : "Surplus " + watts.ToString() + " W is " + decision.AmpsText();
    }

    /// <inheritdoc/>
    public override string Detail(PolicyDecision decision)
    {
        // The balance makes its sentence when it is asked. Null also when a reading has come since the decision; the next decision will grant.
        return decision.IsRefused ? _balance.SurplusProblem : null;
    }

    private bool IsGreen(WishContext context)
    {
        int action = _settings.Number(Setting.NonScheduledAction);
        if (action == Setting.ActionGreen)
        {
            return true;
        }

        int start = _settings.Number(Setting.GreenEnergyStart);
        int end = _settings.Number(Setting.GreenEnergyEnd);
        bool hasHours = action == Setting.ActionFixed && _balance.IsConfigured && start != end;
        return hasHours && context.NeedsClock() && DayWindow.Contains(context.LocalSeconds, start, end, WeekDays.All);
    }
}
