using System;
using TWCManager.Core;
using TWCManager.Core.Documents;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Esp32.Boards;
using TWCManager.Esp32.Chip;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Health;
using TWCManager.Esp32.Http;
using TWCManager.Esp32.Mqtt;
using TWCManager.Esp32.Network;
using TWCManager.Esp32.Setup;
using TWCManager.Esp32.Storage;
using TWCManager.Esp32.Web;

namespace TWCManager.Esp32;

/// <summary>The map of the firmware: what it is made of and who knows whom. Nothing is decided here.</summary>
public static class Program
{
    // A browser's own, so that the address alone is enough to type.
    private const int WebPort = 80;

    /// <summary>Starts everything; the main thread becomes the controller's.</summary>
    public static void Main()
    {
        ILog log = new ConsoleLog();
        log.Write(LogLevel.Info, ProductVersion.Name + " " + ProductVersion.Text);

        // What is kept: small files on the chip's drive.
        IStorage storage = new FlashStorage(log);
        RunRecord record = new RunRecord(storage);
        Restarter restarter = new Restarter(record, log);
        LoopWatchdog watchdog = new LoopWatchdog(restarter, log);
        try
        {
            ControllerLoop loop = Make(storage, record, restarter, log);
            watchdog.Watch(loop);
            loop.Run();
        }
        catch (Exception problem)
        {
            // Trap avoided: an exception that leaves Main ends nothing but this thread. Three of these in a row, and the next start leaves the network out.
            restarter.RestartNow("the start failed: " + problem.GetType().Name);
        }
    }

    private static ControllerLoop Make(IStorage storage, RunRecord record, Restarter restarter, ILog log)
    {
        FirmwareCheck.Report(log);
        ChargerSettings settings = new ChargerSettings();
        SettingsStore settingsStore = new SettingsStore(storage);
        settingsStore.Load(settings);

        // The bus. Open before anything that may wait for a network.
        IBoard board = BoardChoice.Make(settings, log);
        ISerialLine line = new Rs485Line(board, log);

        // The network and who uses it, each on threads of its own.
        SystemWallClock wallClock = new SystemWallClock();
        HostNames names = new HostNames();
        TimeServer time = new TimeServer(settings.Text(Setting.NtpServer), names, wallClock, log);
        WifiNetwork wifi = record.IsSafeMode || board.HasEthernet ? null : new WifiNetwork(new WifiCredentials(storage), record.LastPlan == AccessPoint.CloseReason, time, restarter, log);
        INetwork network = wifi != null ? wifi : WithoutWifi(record, time, log);
        IHttp http = new HttpAdapter(network, names, wallClock);
        MqttLink mqtt = new MqttLink(settings, Topics.From(settings), network, names, log);

        // The product.
        Controller controller = new Controller(line, mqtt, http, storage, wallClock, log, settings, settingsStore, Controller.UsualConnectors);
        controller.AttachDevice(restarter, wallClock);
        TellLastRun(record, controller.Log);
        if (!record.IsSafeMode && settings.Number(Setting.WebServer) != Setting.WebOff)
        {
            AttachPage(controller, wifi, log);
        }

        DeviceWatch watch = new DeviceWatch(restarter, controller.Log);
        ButtonWatch button = new ButtonWatch(board, wifi, storage, restarter, controller.Log);
        return new ControllerLoop(controller, board, watch, button, restarter, record, log);
    }

    private static INetwork WithoutWifi(RunRecord record, TimeServer time, ILog log)
    {
        if (record.IsSafeMode)
        {
            log.Write(LogLevel.Error, "Safe mode: several starts failed in a row, so the network is left out for an hour. Limits, schedule and bus work.");
            return new NoNetwork();
        }

        return new EthernetNetwork(time, log);
    }

    private static void AttachPage(Controller controller, WifiNetwork wifi, ILog log)
    {
        WebServer page = new WebServer(WebPort, wifi == null ? null : wifi.AccessPointAddress, log);
        controller.AttachWeb(page, new DeviceRandom(), wifi);
        if (wifi != null)
        {
            wifi.Watch(page);
        }
    }

    private static void TellLastRun(RunRecord record, ILog log)
    {
        if (record.LastProblem != null)
        {
            log.Write(LogLevel.Warning, record.LastProblem);
        }

        if (record.LastPlan != null)
        {
            log.Write(LogLevel.Info, "Restarted on purpose: " + record.LastPlan);
        }
    }
}
