using TWCManager.Core.Ports;
using TWCManager.Esp32.Boards;
using TWCManager.Esp32.Health;
using TWCManager.Esp32.Network;

namespace TWCManager.Esp32.Setup;

/// <summary>Does what the board's button asks for. On the controller's thread.</summary>
internal sealed class ButtonWatch
{
    private const long LookMs = 100;

    private readonly HeldButton _button = new HeldButton();
    private readonly IBoard _board;
    private readonly WifiNetwork _wifi;
    private readonly IStorage _storage;
    private readonly Restarter _restarter;
    private readonly ILog _log;
    private long _nextLookMs;

    /// <summary>Makes it.</summary>
    /// <param name="wifi">Null where there is none.</param>
    public ButtonWatch(IBoard board, WifiNetwork wifi, IStorage storage, Restarter restarter, ILog log)
    {
        _board = board;
        _wifi = wifi;
        _storage = storage;
        _restarter = restarter;
        _log = log;
    }

    /// <summary>Looks when it is time; for every turn.</summary>
    public void Tick(long nowMs)
    {
        if (nowMs < _nextLookMs)
        {
            return;
        }

        _nextLookMs = nowMs + LookMs;
        _button.Look(_board.IsButtonDown, nowMs);
        if (_button.IsReset)
        {
            _log.Write(LogLevel.Warning, "Button: factory reset; everything that was entered is forgotten.");
            _restarter.IsEnding = true;
            FactoryReset.Run(_storage);
            _restarter.Forget();
        }
        else if (_button.IsSetUp && _wifi != null)
        {
            _log.Write(LogLevel.Info, "Button: the access point of the set-up opens.");
            _wifi.OpenAccessPoint();
        }
    }
}
