using TWCManager.Core;
using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Status;
using TWCManager.Esp32.Adapters;
using TWCManager.Esp32.Boards;

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
        FirmwareCheck.Report(log);

        // What is kept: small files on the chip's drive.
        IStorage storage = new FlashStorage(log);
        RunRecord record = new RunRecord(storage);
        ChargerSettings settings = new ChargerSettings();
        SettingsStore settingsStore = new SettingsStore(storage);
        settingsStore.Load(settings);

        // The bus. Open before anything that may wait for a network.
        IBoard board = BoardChoice.Make(storage, log);
        board.Prepare();
        log.Write(LogLevel.Info, "Board: " + board.Name);
        ISerialLine line = new Rs485Line(board, log);

        // The network and who uses it, each on threads of its own.
        INetwork network = Connect(record, board, storage, log);
        IWallClock wallClock = new SystemWallClock(settings.Text(Setting.NtpServer));
        IHttp http = new HttpAdapter(network);
        IMqttLink mqtt = new MqttLink(settings, Topics.From(settings), network, log);

        // The product.
        Controller controller = new Controller(line, mqtt, http, storage, wallClock, log, settings, settingsStore, Controller.UsualConnectors);
        if (record.LastProblem != null)
        {
            controller.Log.Write(LogLevel.Warning, record.LastProblem);
        }

        AttachPage(record, controller, settings, log);

        ControllerLoop loop = new ControllerLoop(controller, board, record, log);
        new LoopWatchdog(loop, record, log);
        loop.Run();
    }

    private static void AttachPage(RunRecord record, Controller controller, ChargerSettings settings, ILog log)
    {
        if (!record.IsSafeMode && settings.Number(Setting.WebServer) != Setting.WebOff)
        {
            controller.AttachWeb(new WebServer(WebPort, log), new DeviceRandom(), null);
        }
    }

    private static INetwork Connect(RunRecord record, IBoard board, IStorage storage, ILog log)
    {
        if (record.IsSafeMode)
        {
            log.Write(LogLevel.Error, "Safe mode: several starts failed in a row, so the network is left out for an hour. Limits, schedule and bus work.");
            return new NoNetwork();
        }

        if (board.HasEthernet)
        {
            return new EthernetNetwork(log);
        }

        WifiCredentials credentials = new WifiCredentials(storage);
        return new WifiNetwork(credentials.Ssid, credentials.Password, log);
    }
}
