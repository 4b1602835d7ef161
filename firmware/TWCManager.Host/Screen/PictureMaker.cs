using TWCManager.Core;
using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Documents;
using TWCManager.Core.Energy;
using TWCManager.Core.Ports;
using TWCManager.Host.Adapters;

namespace TWCManager.Host.Screen;

/// <summary>Makes pictures of the controller. Works on the control thread, so that what it sees belongs together.</summary>
internal sealed class PictureMaker
{
    private readonly string _title;
    private readonly Controller _controller;
    private readonly IMqttLink? _mqtt;
    private readonly string _mqttName;
    private readonly string _web;
    private readonly Func<string> _clock;
    private readonly Func<ChargePoint, string> _car;

    /// <param name="mqtt">Null when MQTT is off.</param>
    /// <param name="mqttName">Broker, or why there is none.</param>
    /// <param name="web">Where the web page is; null for none.</param>
    /// <param name="clock">Gives the time of day at the site.</param>
    /// <param name="car">Says what is known of the car at a charge point.</param>
    public PictureMaker(string title, Controller controller, IMqttLink? mqtt, string mqttName, string? web, Func<string> clock, Func<ChargePoint, string> car)
    {
        _title = title;
        _controller = controller;
        _mqtt = mqtt;
        _mqttName = mqttName;
        _web = web ?? "off (--web)";
        _clock = clock;
        _car = car;
    }

    /// <summary>What can be said of a car from the bus alone.</summary>
    public static string CarFromBus(ChargePoint point)
    {
        string vin = point.Connector.Vin.Text ?? "";
        return vin.Length > 6 ? StateWords.Car(point) + " ..." + vin[^6..] : StateWords.Car(point);
    }

    /// <summary>Makes a picture of now.</summary>
    public Picture Make(long nowMs)
    {
        EnergyBalance energy = _controller.Energy;
        ChargeControl charging = _controller.Charging;
        return new Picture
        {
            Title = _title,
            Clock = _clock(),
            SolarWatts = energy.HasSolar ? energy.SolarWatts : null,
            HouseWatts = energy.HasHouse ? energy.HouseWatts : null,
            GridWatts = energy.HasGrid ? energy.GridWatts : null,
            BatteryWatts = energy.HasBattery ? energy.BatteryWatts : null,
            BatteryPercent = energy.HasSoc ? energy.BatterySoc : null,
            SurplusWatts = energy.HasSurplus ? energy.SurplusWatts : null,
            CarWatts = charging.ChargingWatts,
            AvailableCentiamps = _controller.Decision.AvailableCentiamps,
            WiringLimitCentiamps = charging.WiringLimitCentiamps,
            OfferedCentiamps = charging.OfferedTotalCentiamps,
            ActualCentiamps = charging.ActualTotalCentiamps,
            Policy = _controller.Decision.Name,
            PolicyReason = _controller.Decision.ReasonText,
            Connectors = MakeRows(charging),
            Bus = DescribeBus(),
            Wiring = _controller.Doctor.IsOk ? "" : _controller.Doctor.FirstSentence(),
            IsBusGood = _controller.Bus.State == BusState.Running,
            Sources = DescribeSources(nowMs, out bool areGood),
            AreSourcesGood = areGood,
            Mqtt = DescribeMqtt(),
            Web = _web,
            IsMqttGood = _mqtt == null || _mqtt.IsConnected,
        };
    }

    private ConnectorRow[] MakeRows(ChargeControl charging)
    {
        ConnectorRow[] rows = new ConnectorRow[charging.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            ChargePoint point = charging.Points[i];
            WallConnector connector = point.Connector;
            bool isHeard = StateWords.IsHeard(connector.Link);
            rows[i] = new ConnectorRow(
                connector.IdText,
                StateWords.Connector(connector),
                point.Offer.Centiamps,
                isHeard ? connector.ConfirmedCentiamps : null,
                isHeard ? connector.ActualCentiamps : null,
                point.Limits.LimitCentiamps,
                point.Car.PowerWatts,
                point.Energy.SessionWattHours,
                _car(point),
                OfferReasonText.Sentence(point, _controller.Settings, _controller.Decision),
                point.HasProblem);
        }

        return rows;
    }

    private string DescribeBus()
    {
        BusMaster bus = _controller.Bus;
        if (!bus.IsPortOpen)
        {
            return "port is not open";
        }

        int longestGapMs = 0;
        int sent = 0;
        int answered = 0;
        for (int i = 0; i < bus.Count; i++)
        {
            longestGapMs = Math.Max(longestGapMs, bus.Connectors[i].LongestGapMs);
            sent += bus.Connectors[i].HeartbeatsSent;
            answered += bus.Connectors[i].HeartbeatsAnswered;
        }

        int damaged = bus.Counters.Lost;
        string other = bus.State == BusState.OtherMaster ? " (" + HexText.Of(bus.SecondMasterId) + ")" : "";
        return StateWords.Bus(bus.State) + other + ", " + answered + " of " + sent + " heartbeats answered, longest gap "
            + (longestGapMs / 1000.0).ToString("0.00") + " s, " + damaged + " damaged";
    }

    private string DescribeSources(long nowMs, out bool areGood)
    {
        areGood = true;
        string text = "";
        foreach (EnergySource source in _controller.Sources)
        {
            if (source.State == SourceState.NotConfigured)
            {
                continue;
            }

            bool isGood = source.State == SourceState.Ok || source.State == SourceState.Waiting;
            areGood &= isGood;
            string age = source.LastOkMs > 0 ? " " + Math.Max(0, nowMs - source.LastOkMs) / 1000 + " s ago" : "";
            string problem = !isGood && source.Problem != null ? ": " + source.Problem : "";
            text += (text.Length > 0 ? ", " : "") + source.Name + " " + StateWords.Source(source.State) + age + problem;
        }

        return text.Length > 0 ? text : "no source is set up (" + string.Join(", ", _controller.Sources.Select(source => source.AddressSetting)) + ")";
    }

    private string DescribeMqtt()
    {
        if (_mqtt == null)
        {
            return _mqttName;
        }

        return _mqtt.IsConnected ? "connected to " + _mqttName : "not connected to " + _mqttName;
    }
}
