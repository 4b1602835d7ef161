using TWCManager.Core.Energy;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Time;

namespace TWCManager.Core.Policy;

/// <summary>Ranks the wishes and grants the first that matches: stopped, charge now, schedule, surplus, fixed or nothing. Knows no connector; limits come after it.</summary>
public sealed class ChargePolicy
{
    private const long MsPerMinute = 60000;

    // More than any site has, and small enough to be a number in a sentence.
    private const int MostCentiamps = 1000000;

    private readonly ChargerSettings _settings;
    private readonly EnergyBalance _balance;
    private readonly ManualControl _manual;
    private readonly IWallClock _wallClock;
    private readonly TimeZoneRule _zone = new TimeZoneRule();
    private string _zoneText;

    public ChargePolicy(ChargerSettings settings, EnergyBalance balance, ManualControl manual, IWallClock wallClock)
    {
        _settings = settings;
        _balance = balance;
        _manual = manual;
        _wallClock = wallClock;
    }

    /// <summary>Decides anew. Allocates nothing, except after a change of the time zone.</summary>
    /// <param name="nowMs">Time of the controller in ms.</param>
    /// <param name="wattsPerAmp">Power of one ampere in W: volts times phases of what charges. 0 or less: no surplus can be told in amps.</param>
    /// <param name="decision">Filled.</param>
    public void Decide(long nowMs, int wattsPerAmp, PolicyDecision decision)
    {
        int limitAmps = PhaseWiring.GroupAmps(_settings);
        long localSeconds;
        bool isClockSet = TryGetLocal(out localSeconds);
        decision.Clock(!isClockSet && NeedsClock());
        if (_manual.IsStopped)
        {
            decision.Stopped();
        }
        else if (_manual.IsChargeNow(nowMs))
        {
            decision.ChargeNow(_manual.ChargeNowAmps, limitAmps, MinutesUntil(_manual.ChargeNowEndsMs, nowMs));
        }
        else if (isClockSet && IsScheduled(localSeconds))
        {
            decision.Scheduled(_settings.Number(Setting.ScheduledAmpsMax), limitAmps,
                _settings.Number(Setting.ScheduledAmpsStart), _settings.Number(Setting.ScheduledAmpsEnd));
        }
        else if (IsGreen(isClockSet, localSeconds))
        {
            DecideGreen(wattsPerAmp, limitAmps, decision);
        }
        else if (_settings.Number(Setting.NonScheduledAction) == Setting.ActionFixed)
        {
            decision.Fixed(_settings.Number(Setting.NonScheduledAmpsMax), limitAmps);
        }
        else
        {
            decision.None();
        }
    }

    private static int MinutesUntil(long endsMs, long nowMs)
    {
        long minutes = (endsMs - nowMs + MsPerMinute - 1) / MsPerMinute;
        return minutes > int.MaxValue ? int.MaxValue : (int)minutes;
    }

    private bool TryGetLocal(out long localSeconds)
    {
        if (!_wallClock.TryGetUtc(out localSeconds))
        {
            return false;
        }

        string zone = _settings.Text(Setting.TimeZone);
        if (zone != _zoneText)
        {
            TimeZoneRule.TryParse(zone, _zone);
            _zoneText = zone;
        }

        localSeconds += _zone.OffsetSeconds(localSeconds);
        return true;
    }

    private bool HasSchedule()
    {
        return _settings.Number(Setting.ScheduledAmpsMax) > 0 && _settings.Number(Setting.ScheduledAmpsDays) != 0;
    }

    private bool HasGreenHours()
    {
        return _settings.Number(Setting.NonScheduledAction) == Setting.ActionFixed && _balance.IsConfigured
            && _settings.Number(Setting.GreenEnergyStart) != _settings.Number(Setting.GreenEnergyEnd);
    }

    private bool NeedsClock()
    {
        return HasSchedule() || HasGreenHours();
    }

    private bool IsScheduled(long localSeconds)
    {
        return HasSchedule() && DayWindow.Contains(localSeconds, _settings.Number(Setting.ScheduledAmpsStart),
            _settings.Number(Setting.ScheduledAmpsEnd), _settings.Number(Setting.ScheduledAmpsDays));
    }

    private bool IsGreen(bool isClockSet, long localSeconds)
    {
        if (_settings.Number(Setting.NonScheduledAction) == Setting.ActionGreen)
        {
            return true;
        }

        return isClockSet && HasGreenHours() && DayWindow.Contains(localSeconds, _settings.Number(Setting.GreenEnergyStart),
            _settings.Number(Setting.GreenEnergyEnd), WeekDays.All);
    }

    private void DecideGreen(int wattsPerAmp, int limitAmps, PolicyDecision decision)
    {
        if (!_balance.HasSurplus)
        {
            decision.GreenWithoutSurplus(_balance);
            return;
        }

        int watts = _balance.SurplusWatts;
        long centiamps = watts > 0 && wattsPerAmp > 0 ? (long)watts * 100 / wattsPerAmp : 0;
        decision.Green(watts, (int)(centiamps < MostCentiamps ? centiamps : MostCentiamps), limitAmps, _settings.Number(Setting.GreenEnergyFlexAmps));
    }
}
