using System.IO.Ports;
using nanoFramework.Hardware.Esp32;

namespace TWCManager.Esp32.Boards;

/// <summary>Wireless-Tag WT32-ETH01: a cable instead of Wi-Fi, and a MAX3485 or similar 3.3 V module; DE and /RE tied together.</summary>
/// <remarks>
/// Source: the maker's data sheet names these three pins TXD, RXD and 485_EN. Needs the firmware ESP32_WT32_ETH01; its Ethernet takes
/// GPIO 0, 16, 18, 19, 21 to 23 and 25 to 27. Powered over the network cable with a splitter that gives 5 V.
/// </remarks>
public sealed class EthernetBoard : IBoard
{
    private const int TransmitPin = 17;
    private const int ReceivePin = 5;
    private const int DirectionPin = 33;

    /// <inheritdoc/>
    public string Name
    {
        get { return "WT32-ETH01 with a MAX3485 module"; }
    }

    /// <inheritdoc/>
    public string PortName
    {
        get { return "COM2"; }
    }

    /// <inheritdoc/>
    public SerialMode PortMode
    {
        get { return SerialMode.RS485; }
    }

    /// <inheritdoc/>
    public bool HasEthernet
    {
        get { return true; }
    }

    /// <summary>False: it has no button, and the pin that the others have it on carries the clock of the network.</summary>
    public bool IsButtonDown
    {
        get { return false; }
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        Configuration.SetPinFunction(TransmitPin, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(ReceivePin, DeviceFunction.COM2_RX);
        Configuration.SetPinFunction(DirectionPin, DeviceFunction.COM2_RTS);
    }

    /// <summary>Does nothing: its lights show power and the serial lines, none is on a free pin.</summary>
    public void SetLight(bool isOn)
    {
    }
}
