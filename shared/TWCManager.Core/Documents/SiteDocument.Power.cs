using TWCManager.Core.Charging;

namespace TWCManager.Core.Documents;

/// <content>Of the site: what is decided, and the powers that it rests on.</content>
public sealed partial class SiteDocument
{
    private enum PowerKey
    {
        Policy,
        Reason,
        SolarWatts,
        GridWatts,
        HouseWatts,
        BatteryWatts,
        BatterySoc,
        SurplusWatts,
        SurplusProblem,
        LeastMeterLag,
        MostMeterLag,
        AvailableAmps,
        ChargingWatts,
        OfferedAmps,
        ActualAmps,
        AmpsL1,
        AmpsL2,
        AmpsL3,
        End,
    }

    private static ValueRow PowerRow(PowerKey key, ValueRow row)
    {
        switch (key)
        {
            case PowerKey.Policy:
                return row.Text("policy").Watched(Watch.UrgentText).AsWord(0, "policy", "Policy", null);
            case PowerKey.Reason:
                return row.Text("reason").Watched(Watch.AnyText).As(EntityKind.Plain, 1, "reason", "Reason");
            case PowerKey.SolarWatts:
                return row.Watts("solarWatts").As(EntityKind.Measured, 11, "solar", "Solar power", "power");
            case PowerKey.GridWatts:
                return row.Watts("gridWatts").As(EntityKind.Measured, 12, "grid", "Grid power", "power");
            case PowerKey.HouseWatts:
                return row.Watts("houseWatts").As(EntityKind.Measured, 13, "house", "House load", "power");
            case PowerKey.BatteryWatts:
                return row.Watts("batteryWatts").As(EntityKind.Measured, 14, "battery", "Battery power", "power");
            case PowerKey.BatterySoc:
                return row.Number("batterySoc", "%").Watched(Watch.Any).As(EntityKind.Measured, 15, "soc", "Battery charge", "battery");
            case PowerKey.SurplusWatts:
                return row.Watts("surplusWatts").As(EntityKind.Measured, 10, "surplus", "Surplus", "power");
            case PowerKey.SurplusProblem:
                return row.Text("surplusProblem");
            case PowerKey.LeastMeterLag:
                return row.Number(null, "s").In("meterLagSeconds", 0);
            case PowerKey.MostMeterLag:
                return row.Number(null, "s").In("meterLagSeconds", 1);
            case PowerKey.AvailableAmps:
                return row.Amps("availableAmps").Watched(Watch.Current).As(EntityKind.Measured, 4, "available", "Available current", "current");
            case PowerKey.ChargingWatts:
                return row.Watts("chargingWatts").As(EntityKind.Measured, 2, "charge", "Charging power", "power");
            case PowerKey.OfferedAmps:
                return row.Amps("offeredAmps").Watched(Watch.Urgent).As(EntityKind.Measured, 5, "offered", "Offered current", "current");
            case PowerKey.ActualAmps:
                return row.Amps("actualAmps").Watched(Watch.Current).As(EntityKind.Measured, 6, "actual", "Actual current", "current");
            default:
                return row.Amps(null).In("phaseAmps", key - PowerKey.AmpsL1);
        }
    }

    private long PowerNumber(PowerKey key)
    {
        switch (key)
        {
            case PowerKey.SolarWatts:
                return Known(_energy.HasSolar, _energy.SolarWatts);
            case PowerKey.GridWatts:
                return Known(_energy.HasGrid, _energy.GridWatts);
            case PowerKey.HouseWatts:
                return Known(_energy.HasHouse, _energy.HouseWatts);
            case PowerKey.BatteryWatts:
                return Known(_energy.HasBattery, _energy.BatteryWatts);
            case PowerKey.BatterySoc:
                return Known(_energy.HasSoc, _energy.BatterySoc);
            case PowerKey.SurplusWatts:
                return Known(_energy.HasSurplus, _energy.SurplusWatts);
            case PowerKey.LeastMeterLag:
                return _energy.LeastMeterLagSeconds;
            case PowerKey.MostMeterLag:
                return _energy.MostMeterLagSeconds;
            case PowerKey.AvailableAmps:
                return _decision.AvailableCentiamps;
            case PowerKey.ChargingWatts:
                return Known(_isHeard, _charging.ChargingWatts);
            case PowerKey.OfferedAmps:
                return _charging.OfferedTotalCentiamps;
            case PowerKey.ActualAmps:
                return Known(_isHeard, _charging.ActualTotalCentiamps);
            default:
                int centiamps = _isHeard ? PhaseLoad.CentiampsOn(key - PowerKey.AmpsL1, _charging) : -1;
                return centiamps < 0 ? Unknown : centiamps;
        }
    }

    private string PowerText(PowerKey key)
    {
        switch (key)
        {
            case PowerKey.Policy:
                return _decision.Name;
            case PowerKey.Reason:
                return _decision.ReasonText;
            default:
                return _energy.HasSurplus ? null : _energy.SurplusProblem;
        }
    }
}
