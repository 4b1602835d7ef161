using TWCManager.Core.Settings;
using TWCManager.Core.Time;

namespace TWCManager.Core.Policy;

/// <summary>A set current within the schedule.</summary>
public sealed class ScheduleRule : ChargeRule
{
    private readonly ChargerSettings _settings;

    public ScheduleRule(ChargerSettings settings)
    {
        _settings = settings;
    }

    /// <inheritdoc/>
    public override string Word
    {
        get { return "scheduled"; }
    }

    /// <inheritdoc/>
    public override bool TryDecide(WishContext context, PolicyDecision decision)
    {
        int amps = _settings.Number(Setting.ScheduledAmpsMax);
        int days = _settings.Number(Setting.ScheduledAmpsDays);
        if (amps == 0 || days == 0 || !context.NeedsClock())
        {
            return false;
        }

        int start = _settings.Number(Setting.ScheduledAmpsStart);
        int end = _settings.Number(Setting.ScheduledAmpsEnd);
        if (!DayWindow.Contains(context.LocalSeconds, start, end, days))
        {
            return false;
        }

        decision.Grant(this, context, amps * 100, start, end);
        return true;
    }

    /// <inheritdoc/>
    public override string Sentence(PolicyDecision decision)
    {
        int start = decision.FirstFigure;
        int end = decision.SecondFigure;
        string hours = start == end ? "all day" : CivilTime.FormatMinute(start) + " to " + CivilTime.FormatMinute(end);
        return "Schedule " + hours + ": " + decision.AmpsText();
    }
}
