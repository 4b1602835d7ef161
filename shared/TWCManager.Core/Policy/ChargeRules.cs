using TWCManager.Core.Energy;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Policy;

/// <summary>The ranked list of all rules: the first that applies decides. A rule is a file of its own and a row here.</summary>
public static class ChargeRules
{
    /// <summary>Makes all rules, the strongest first. The last one always decides.</summary>
    public static ChargeRule[] All(ChargerSettings settings, EnergyBalance balance, ManualControl manual)
    {
        return new ChargeRule[]
        {
            new StopRule(manual),
            new ChargeNowRule(manual),
            new ScheduleRule(settings),
            new SurplusRule(settings, balance),
            new FixedRule(settings),
            NothingRule.Instance,
        };
    }

    /// <summary>The words of all rules, made anew: asked for once in a while only.</summary>
    public static string[] Words()
    {
        ChargeRule[] rules = All(null, null, null);
        string[] words = new string[rules.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            words[i] = rules[i].Word;
        }

        return words;
    }
}
