using System.IO.Ports;

namespace TWCManager.Esp32.Boards;

/// <summary>What differs from one board to the next: how the RS-485 transceiver is wired, the light, the button.</summary>
public interface IBoard
{
    /// <summary>Name for the log.</summary>
    string Name { get; }

    /// <summary>Serial port of the bus. Never COM1: that UART belongs to the debugger.</summary>
    string PortName { get; }

    /// <summary><see cref="SerialMode.RS485"/> where the UART must drive the transceiver's direction pin,
    /// <see cref="SerialMode.Normal"/> where the transceiver finds the direction by itself.</summary>
    SerialMode PortMode { get; }

    /// <summary>True for a board that is on the network by cable.</summary>
    bool HasEthernet { get; }

    /// <summary>True while the button is held that opens the access point; always false where there is none.</summary>
    bool IsButtonDown { get; }

    /// <summary>Maps the pins of the port and powers the transceiver. Called once, before the port is opened.</summary>
    void Prepare();

    /// <summary>Switches the light, where there is one.</summary>
    void SetLight(bool isOn);
}
