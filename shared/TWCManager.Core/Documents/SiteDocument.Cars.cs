using TWCManager.Core.Charging;
using TWCManager.Core.Json;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Documents;

/// <content>Of the site: limits, all cars together, and what people ordered.</content>
public sealed partial class SiteDocument
{
    private enum CarsKey
    {
        GroupLimit = (int)PowerKey.End,
        ConnectorLimit,
        EnergyKwh,
        SessionKwh,
        Connectors,
        CarsPlugged,
        CarsCharging,
        Orders,
        Stopped,
        ChargingAllowed,
        ChargeNowAmps,
        ChargeNow,
        End,
    }

    private static ValueRow CarsRow(CarsKey key, ValueRow row)
    {
        switch (key)
        {
            case CarsKey.GroupLimit:
                return row.Number("wiringMaxAmpsAllTWCs", "A").In("limits");
            case CarsKey.ConnectorLimit:
                return row.Number("wiringMaxAmpsPerTWC", "A").In("limits");
            case CarsKey.EnergyKwh:
                return row.KilowattHours("energyKwh").In("totals").As(EntityKind.Counter, 3, "energy", "Charged energy", "energy");
            case CarsKey.SessionKwh:
                return row.KilowattHours("sessionKwh").In("totals");
            case CarsKey.Connectors:
                return row.Number("connectors").In("totals");
            case CarsKey.CarsPlugged:
                return row.Number("carsPlugged").In("totals");
            case CarsKey.CarsCharging:
                return row.Number("carsCharging").In("totals");
            case CarsKey.Orders:
                return row.Hidden().Watched(Watch.Urgent);
            case CarsKey.Stopped:
                return row.Truth("stopped").Watched(Watch.Urgent);
            case CarsKey.ChargingAllowed:
                return row.OnOff("chargingAllowed");
            case CarsKey.ChargeNowAmps:
                return row.Number("chargeNowAmps", "A");
            default:
                return row.Own("chargeNow").Watched(Watch.Urgent);
        }
    }

    private long CarsNumber(CarsKey key)
    {
        switch (key)
        {
            case CarsKey.GroupLimit:
                return _settings.Number(Setting.WiringMaxAmpsAllTWCs);
            case CarsKey.ConnectorLimit:
                return _settings.Number(Setting.WiringMaxAmpsPerTWC);
            case CarsKey.EnergyKwh:
                return TotalWattHours();
            case CarsKey.SessionKwh:
                long session = 0;
                for (int i = 0; i < _charging.Count; i++)
                {
                    session += _charging.Points[i].Energy.SessionWattHours;
                }

                return session;
            case CarsKey.Connectors:
                return _charging.Count;
            case CarsKey.CarsPlugged:
                return Known(_isHeard, CarsThere(false));
            case CarsKey.CarsCharging:
                return Known(_isHeard, CarsThere(true));
            case CarsKey.Orders:
                return _manual.Version;
            case CarsKey.Stopped:
                return _manual.IsStopped ? 1 : 0;
            case CarsKey.ChargingAllowed:
                return _manual.IsStopped ? 0 : 1;
            case CarsKey.ChargeNowAmps:
                return Known(_manual.IsChargeNow(NowMs), _manual.ChargeNowAmps);
            default:
                return _manual.IsChargeNow(NowMs) ? 1 : 0;
        }
    }

    private long TotalWattHours()
    {
        long total = 0;
        for (int i = 0; i < _charging.Count; i++)
        {
            total += _charging.Points[i].Energy.TotalWattHours;
        }

        // A counter that goes back would be taken for a new one, and all it holds counted again.
        if (total > _energyWattHours)
        {
            _energyWattHours = total;
        }

        return _energyWattHours;
    }

    private int CarsThere(bool isCharging)
    {
        int cars = 0;
        for (int i = 0; i < _charging.Count; i++)
        {
            ChargePoint point = _charging.Points[i];
            cars += (isCharging ? point.Car.IsCharging : point.Car.IsPlugged) ? 1 : 0;
        }

        return cars;
    }

    private void WriteChargeNow(JsonWriter json)
    {
        if (!_manual.IsChargeNow(NowMs))
        {
            json.Null();
            return;
        }

        json.BeginObject();
        json.Field("amps", _manual.ChargeNowAmps);
        json.Field("minutesLeft", (_manual.ChargeNowEndsMs - NowMs + 59999) / 60000);
        json.EndObject();
    }
}
