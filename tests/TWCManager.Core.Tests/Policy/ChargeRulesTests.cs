using TWCManager.Core.Policy;
using Xunit;

namespace TWCManager.Core.Tests.Policy;

public class ChargeRulesTests
{
    [Fact]
    public void Each_rule_has_a_word_of_its_own_and_the_published_ones_keep_their_rank()
    {
        string[] published = ["stopped", "chargeNow", "scheduled", "green", "fixed", "none"];
        string[] words = ChargeRules.Words();

        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.Equal(published, words.Where(published.Contains));
        Assert.Equal("none", words[^1]);
    }

    [Fact]
    public void A_rule_that_is_added_to_the_list_decides_passes_and_explains_itself()
    {
        Site site = new();
        PauseAbovePriceRule price = new() { LimitCents = 30 };
        site.Set("nonScheduledAction=fixed", "nonScheduledAmpsMax=10");
        ChargePolicy policy = new(site.Settings, [price, .. ChargeRules.All(site.Settings, site.Balance, site.Manual)], site);

        price.Cents = 29;
        policy.Decide(site.NowMs, Site.WattsPerAmp, site.Decision);
        Assert.Equal(("fixed", 1000), (site.Decision.Name, site.Decision.AvailableCentiamps));

        price.Cents = 42;
        policy.Decide(site.NowMs, Site.WattsPerAmp, site.Decision);
        Assert.Equal(("price", 0), (site.Decision.Name, site.Decision.AvailableCentiamps));
        Assert.Equal("The price is 42 ct, above the limit of 30 ct", site.Decision.ReasonText);
        Assert.Same(site.Decision.ReasonText, site.Decision.ReasonText);

        price.Cents = 43;
        policy.Decide(site.NowMs, Site.WattsPerAmp, site.Decision);
        Assert.Equal("The price is 43 ct, above the limit of 30 ct", site.Decision.ReasonText);
    }

    [Fact]
    public void Each_connector_can_get_a_decision_of_its_own()
    {
        Site site = new();
        site.Set("nonScheduledAction=fixed", "nonScheduledAmpsMax=10");
        ChargePolicy policy = new(site.Settings, [new OnlyForRule(0x2019), .. ChargeRules.All(site.Settings, site.Balance, site.Manual)], site);
        PolicyDecision one = new();
        PolicyDecision other = new();

        policy.Begin(site.NowMs, Site.WattsPerAmp);
        policy.DecideFor(0x2019, one);
        policy.DecideFor(0x1234, other);

        Assert.Equal(("only", 600), (one.Name, one.AvailableCentiamps));
        Assert.Equal(("fixed", 1000), (other.Name, other.AvailableCentiamps));
    }

    [Fact]
    public void A_missing_clock_of_one_connector_is_no_matter_of_the_next()
    {
        Site site = new();
        site.Set("nonScheduledAction=none", "scheduledAmpsMax=16");
        ChargePolicy policy = new(site.Settings, [new OnlyForRule(0x2019), .. ChargeRules.All(site.Settings, site.Balance, site.Manual)], site);
        PolicyDecision one = new();
        PolicyDecision other = new();

        policy.Begin(site.NowMs, Site.WattsPerAmp);
        policy.DecideFor(0x1234, other);
        policy.DecideFor(0x2019, one);

        Assert.Equal("Outside the schedule: nothing is to be charged; the schedule waits because the time of day is not known", other.ReasonText);
        Assert.Equal("Only this one: 6 A", one.ReasonText);
    }

    [Fact]
    public void A_decision_that_was_never_made_grants_nothing()
    {
        PolicyDecision decision = new();

        Assert.Equal(("none", 0, false), (decision.Name, decision.AvailableCentiamps, decision.IsGreen));
        Assert.Equal("Outside the schedule: nothing is to be charged", decision.ReasonText);
    }

    /// <summary>A rule to copy: it names itself, decides or passes, and makes its sentence out of the figures it gave.</summary>
    private sealed class PauseAbovePriceRule : ChargeRule
    {
        public int Cents { get; set; }

        public int LimitCents { get; set; }

        public override string Word
        {
            get { return "price"; }
        }

        public override bool TryDecide(WishContext context, PolicyDecision decision)
        {
            if (Cents <= LimitCents)
            {
                return false;
            }

            decision.Grant(this, context, 0, Cents, LimitCents);
            return true;
        }

        public override string Sentence(PolicyDecision decision)
        {
            int cents = decision.FirstFigure;
            int limit = decision.SecondFigure;
            return "The price is " + cents.ToString() + " ct, above the limit of " + limit.ToString() + " ct";
        }
    }

    private sealed class OnlyForRule(int connectorId) : ChargeRule
    {
        public override string Word
        {
            get { return "only"; }
        }

        public override bool TryDecide(WishContext context, PolicyDecision decision)
        {
            if (context.ConnectorId != connectorId)
            {
                return false;
            }

            decision.Grant(this, context, 600, 0, 0);
            return true;
        }

        public override string Sentence(PolicyDecision decision)
        {
            return "Only this one: " + decision.AmpsText();
        }
    }
}
