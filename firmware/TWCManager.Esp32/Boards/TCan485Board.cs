using System.Device.Gpio;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;

namespace TWCManager.Esp32.Boards;

/// <summary>LilyGO T-CAN485: a MAX13487E, which finds the direction by itself, behind a 5 V converter.</summary>
public sealed class TCan485Board : IBoard
{
    private const int TransmitPin = 22;
    private const int ReceivePin = 21;
    private const int AutomaticDirectionPin = 17;
    private const int NotShutdownPin = 19;
    private const int FiveVoltsPin = 16;

    // The one marked BOOT. Held while power comes, it starts the loader of the chip instead of us.
    private const int ButtonPin = 0;

    // Held for as long as the program runs: a pin that is collected is released, and the transceiver goes dark.
    private GpioController _pins;

    /// <inheritdoc/>
    public string Name
    {
        get { return "LilyGO T-CAN485"; }
    }

    /// <inheritdoc/>
    public string PortName
    {
        get { return "COM2"; }
    }

    /// <inheritdoc/>
    public SerialMode PortMode
    {
        get { return SerialMode.Normal; }
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
        _pins = new GpioController();
        _pins.OpenPin(ButtonPin, PinMode.InputPullUp);
        SwitchOn(FiveVoltsPin);
        SwitchOn(NotShutdownPin);
        // /RE high hands the receiver to the automatic direction: it is deaf while we send, so we do not hear ourselves.
        SwitchOn(AutomaticDirectionPin);
        Configuration.SetPinFunction(TransmitPin, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(ReceivePin, DeviceFunction.COM2_RX);
    }

    /// <summary>Does nothing: the only light is an addressable one, which needs a pulse generator.</summary>
    public void SetLight(bool isOn)
    {
    }

    private void SwitchOn(int pin)
    {
        _pins.OpenPin(pin, PinMode.Output);
        _pins.Write(pin, PinValue.High);
    }
}
