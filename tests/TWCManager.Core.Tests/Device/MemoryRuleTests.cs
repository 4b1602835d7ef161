using TWCManager.Esp32.Health;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class MemoryRuleTests
{
    [Fact]
    public void Memory_that_stays_low_leads_to_a_restart_and_a_short_dip_does_not()
    {
        MemoryRule rule = new();
        string said = "";
        foreach (int free in new[] { 40000, 9000, 9000, MemoryRule.LowBytes, 8000, 7000, 6000 })
        {
            rule.Take(free);
            said += rule.IsToRestart ? "R" : rule.IsLow ? "l" : "-";
        }

        Assert.Equal("-ll-llR", said);
        Assert.Equal(6000, rule.LowestBytes);
    }
}
