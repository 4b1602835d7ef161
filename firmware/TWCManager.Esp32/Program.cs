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
    /// <summary>Starts everything; the main thread becomes the controller's.</summary>
    public static void Main()
    {
        // The board in use. The other one is TCan485Board.
        IBoard board = new DevKitBoard();
        board.Prepare();

        ILog log = new ConsoleLog();
        log.Write(LogLevel.Info, ProductVersion.Name + " " + ProductVersion.Text + " on " + board.Name);

        // What is kept: two kinds of files on the chip's drive.
        IStorage storage = new FlashStorage(log);
        ChargerSettings settings = new ChargerSettings();
        SettingsStore settingsStore = new SettingsStore(storage);
        settingsStore.Load(settings);
        WifiCredentials credentials = new WifiCredentials(storage);

        // The bus. Open before anything that may wait for a network.
        ISerialLine line = new Rs485Line(board, log);

        // The network and who uses it, each on threads of its own.
        WifiNetwork network = new WifiNetwork(credentials.Ssid, credentials.Password, log);
        IWallClock wallClock = new SystemWallClock(settings.Text(Setting.NtpServer));
        IHttp http = new HttpAdapter(network);
        IMqttLink mqtt = new MqttLink(settings, Topics.From(settings), network, log);

        // The product.
        Controller controller = new Controller(line, mqtt, http, storage, wallClock, log, settings, settingsStore, Controller.UsualConnectors);
        ControllerLoop loop = new ControllerLoop(controller, board, log);
        new LoopWatchdog(loop, log);
        loop.Run();
    }
}
