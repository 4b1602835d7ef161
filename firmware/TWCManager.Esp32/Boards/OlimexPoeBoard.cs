using System.Device.Gpio;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;

namespace TWCManager.Esp32.Boards;

/// <summary>Olimex ESP32-POE or ESP32-POE-ISO, powered over the network cable, and a MAX3485 or similar 3.3 V module; DE and /RE tied together.</summary>
/// <remarks>
/// Source: 4 and 36 are the serial port of the board's UEXT connector, 33 is on EXT2, 34 is the button BUT1 with a resistor of its own. Needs the firmware
/// ESP32_OLIMEX; its Ethernet takes GPIO 12, 17 to 19, 21 to 23 and 25 to 27. The plain ESP32-POE is not isolated: never connect USB while it has power
/// over the cable.
/// </remarks>
public sealed class OlimexPoeBoard : IBoard
{
    private const int TransmitPin = 4;
    private const int ReceivePin = 36;
    private const int DirectionPin = 33;
    private const int ButtonPin = 34;

    // Held for as long as the program runs: a pin that is collected is released.
    private GpioController _pins;

    /// <inheritdoc/>
    public string Name
    {
        get { return "Olimex ESP32-POE with a MAX3485 module"; }
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

    /// <inheritdoc/>
    public bool IsButtonDown
    {
        get { return _pins.Read(ButtonPin) == PinValue.Low; }
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        Configuration.SetPinFunction(TransmitPin, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(ReceivePin, DeviceFunction.COM2_RX);
        Configuration.SetPinFunction(DirectionPin, DeviceFunction.COM2_RTS);
        _pins = new GpioController();
        _pins.OpenPin(ButtonPin, PinMode.Input);
    }

    /// <summary>Does nothing: its lights show power and charging of a battery, none is on a free pin.</summary>
    public void SetLight(bool isOn)
    {
    }
}
