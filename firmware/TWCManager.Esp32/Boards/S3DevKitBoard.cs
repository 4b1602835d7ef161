using System.Device.Gpio;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;

namespace TWCManager.Esp32.Boards;

/// <summary>ESP32-S3-DevKitC-1 with a MAX3485 or similar 3.3 V module; DE and /RE tied together.</summary>
/// <remarks>
/// Source: 17 and 18 are UART 1 in the chip's data sheet; 15 and 16 are free on every version of the board, with octal memory too, and
/// decide nothing at start. The board's own light is an addressable one, which needs a pulse generator: put a light with a resistor on
/// <see cref="LightPin"/> if you want one.
/// </remarks>
public sealed class S3DevKitBoard : IBoard
{
    private const int TransmitPin = 17;
    private const int ReceivePin = 18;
    private const int DirectionPin = 16;
    private const int LightPin = 15;

    // The one marked BOOT. Held while power comes, it starts the loader of the chip instead of us.
    private const int ButtonPin = 0;

    private GpioController _pins;
    private GpioPin _light;

    /// <inheritdoc/>
    public string Name
    {
        get { return "ESP32-S3 with a MAX3485 module"; }
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
        get { return false; }
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
        _light = _pins.OpenPin(LightPin, PinMode.Output);
        _pins.OpenPin(ButtonPin, PinMode.InputPullUp);
    }

    /// <inheritdoc/>
    public void SetLight(bool isOn)
    {
        _light.Write(isOn ? PinValue.High : PinValue.Low);
    }
}
