using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Time;

namespace TWCManager.Core.Policy;

/// <summary>Asks ranked rules, for each connector, and grants what the first one that applies wishes. Limits come after it.</summary>
/// <remarks>Knows a connector by its id only. Today all connectors get one decision: <see cref="WishContext.AllConnectors"/>.</remarks>
public sealed class ChargePolicy
{
    private readonly ChargerSettings _settings;
    private readonly ChargeRule[] _rules;
    private readonly IWallClock _wallClock;
    private readonly WishContext _context = new WishContext();
    private readonly TimeZoneRule _zone = new TimeZoneRule();
    private string _zoneText;

    /// <summary>Makes a policy.</summary>
    /// <param name="rules">The strongest first, and the last one always decides (<see cref="ChargeRules.All"/>); kept.</param>
    public ChargePolicy(ChargerSettings settings, ChargeRule[] rules, IWallClock wallClock)
    {
        _settings = settings;
        _rules = rules;
        _wallClock = wallClock;
    }

    /// <summary>Reads what the rules look at. Once for all connectors, before <see cref="DecideFor"/>.</summary>
    /// <remarks>Allocates nothing, except after a change of the time zone.</remarks>
    /// <param name="nowMs">Time of the controller in ms.</param>
    /// <param name="wattsPerAmp">Power of one ampere in W: volts times phases of what charges. 0 or less: not known.</param>
    public void Begin(long nowMs, int wattsPerAmp)
    {
        _context.Begin(nowMs, PhaseWiring.GroupAmps(_settings), wattsPerAmp);
        long utcSeconds;
        if (!_wallClock.TryGetUtc(out utcSeconds))
        {
            return;
        }

        string zone = _settings.Text(Setting.TimeZone);
        if (zone != _zoneText)
        {
            TimeZoneRule.TryParse(zone, _zone);
            _zoneText = zone;
        }

        _context.SetClock(utcSeconds + _zone.OffsetSeconds(utcSeconds));
    }

    /// <summary>Asks the rules for one connector. Allocates nothing.</summary>
    /// <param name="connectorId">Its id, or <see cref="WishContext.AllConnectors"/>.</param>
    /// <param name="decision">Filled.</param>
    public void DecideFor(int connectorId, PolicyDecision decision)
    {
        _context.For(connectorId);
        for (int i = 0; i < _rules.Length && !_rules[i].TryDecide(_context, decision); i++)
        {
        }
    }

    /// <summary>Decides anew for all connectors together.</summary>
    public void Decide(long nowMs, int wattsPerAmp, PolicyDecision decision)
    {
        Begin(nowMs, wattsPerAmp);
        DecideFor(WishContext.AllConnectors, decision);
    }
}
