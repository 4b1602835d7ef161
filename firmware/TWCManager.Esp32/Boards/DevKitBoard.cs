using System.Device.Gpio;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;

namespace TWCManager.Esp32.Boards;

/// <summary>A plain ESP32 development board with a MAX3485 or similar 3.3 V module; DE and /RE tied together.</summary>
/// <remarks>On modules with PSRAM (WROVER) GPIO 16 and 17 are taken: choose other pins for <see cref="TransmitPin"/> and
/// <see cref="ReceivePin"/>. Pins 34 to 39 can only receive.</remarks>
public sealed class DevKitBoard : IBoard
{
    private const int TransmitPin = 17;
    private const int ReceivePin = 16;
    private const int DirectionPin = 4;
    private const int LightPin = 2;

    // The one marked BOOT. Held while power comes, it starts the loader of the chip instead of us.
    private const int ButtonPin = 0;

    private GpioController _pins;
    private GpioPin _light;

    /// <inheritdoc/>
    public string Name
    {
        get { return "ESP32 with a MAX3485 module"; }
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
        // The driver reports no error for a missing RTS pin; it just never lets the transceiver send.
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
