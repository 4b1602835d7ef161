using System.Device.Gpio;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;
using TWCManager.Core.Settings;

namespace TWCManager.Esp32.Boards;

/// <summary>A board as a row of <see cref="BoardTable"/> describes it.</summary>
public sealed class WiredBoard : IBoard
{
    private readonly BoardRow _row;

    // Held for as long as the program runs: a pin that is collected is released, and the transceiver goes dark.
    private GpioController _pins;
    private GpioPin _light;

    /// <summary>Makes it; touches no pin yet.</summary>
    public WiredBoard(BoardRow row)
    {
        _row = row;
    }

    /// <inheritdoc/>
    public string Name
    {
        get { return _row.Name; }
    }

    /// <inheritdoc/>
    public string PortName
    {
        get { return "COM2"; }
    }

    /// <inheritdoc/>
    public SerialMode PortMode
    {
        get { return _row.Direction == BoardRow.None ? SerialMode.Normal : SerialMode.RS485; }
    }

    /// <inheritdoc/>
    public bool HasEthernet
    {
        get { return _row.Ethernet.Length > 0; }
    }

    /// <inheritdoc/>
    public bool IsButtonDown
    {
        get { return _row.Button != BoardRow.None && _pins.Read(_row.Button) == PinValue.Low; }
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        _pins = new GpioController();
        for (int i = 0; i < _row.Powered.Length; i++)
        {
            _pins.OpenPin(_row.Powered[i], PinMode.Output);
            _pins.Write(_row.Powered[i], PinValue.High);
        }

        Configuration.SetPinFunction(_row.Transmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(_row.Receive, DeviceFunction.COM2_RX);
        if (_row.Direction != BoardRow.None)
        {
            // The driver reports no error for a missing RTS pin; it just never lets the transceiver send.
            Configuration.SetPinFunction(_row.Direction, DeviceFunction.COM2_RTS);
        }

        if (_row.Light != BoardRow.None)
        {
            _light = _pins.OpenPin(_row.Light, PinMode.Output);
        }

        if (_row.Button != BoardRow.None)
        {
            _pins.OpenPin(_row.Button, _row.ButtonHasResistor ? PinMode.Input : PinMode.InputPullUp);
        }
    }

    /// <inheritdoc/>
    public void SetLight(bool isOn)
    {
        if (_light != null)
        {
            _light.Write(isOn ? PinValue.High : PinValue.Low);
        }
    }
}
