using TWCManager.Core.Energy;
using TWCManager.Core.Policy;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Policy;

/// <summary>A policy with what it looks at: settings, one source, orders and a clock.</summary>
sealed class Site : IWallClock
{
    public const int WattsPerAmp = 230;

    public readonly ChargerSettings Settings = new();
    public readonly FakeSource Source = new("fronius");
    public readonly ManualControl Manual = new();
    public readonly PolicyDecision Decision = new();
    public readonly EnergyBalance Balance;
    public readonly ChargePolicy Policy;

    /// <summary>Central Europe, 32 A for all, everything else as delivered.</summary>
    public Site()
    {
        Balance = new EnergyBalance([Source], Settings);
        Policy = new ChargePolicy(Settings, ChargeRules.All(Settings, Balance, Manual), this);
        Set("wiringMaxAmpsAllTWCs=32", "timeZone=CET-1CEST,M3.5.0,M10.5.0/3");
    }

    /// <summary>Null while the clock is not set.</summary>
    public DateTime? Utc { get; set; }

    public long NowMs { get; set; } = 1000000;

    public void Set(params string[] pairs)
    {
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=');
            Assert.True(Settings.TrySet(pair[..equals], pair[(equals + 1)..], true, out string error), error);
        }
    }

    /// <summary>A reading of the grid meter, W, + import, taken some seconds ago.</summary>
    public void Grid(int watts, int ageSeconds = 0)
    {
        Source.State = SourceState.Ok;
        Source.Grid.Set(watts, NowMs - ageSeconds * 1000L);
    }

    /// <summary>Two readings of the same power: a rise that one alone would not be believed.</summary>
    public void GridTwice(int watts)
    {
        Grid(watts);
        Balance.Update(NowMs, 0);
        NowMs += 15000;
        Grid(watts);
    }

    public PolicyDecision Decide(int wattsPerAmp = WattsPerAmp)
    {
        Balance.Update(NowMs, 0);
        Policy.Decide(NowMs, wattsPerAmp, Decision);
        return Decision;
    }

    /// <summary>Local time of central Europe.</summary>
    public Site At(string local)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Utc = TimeZoneInfo.ConvertTimeToUtc(DateTime.Parse(local), zone);
        return this;
    }

    public bool TryGetUtc(out long utcSeconds)
    {
        utcSeconds = Utc == null ? 0 : (long)(Utc.Value - DateTime.UnixEpoch).TotalSeconds;
        return Utc != null;
    }
}
