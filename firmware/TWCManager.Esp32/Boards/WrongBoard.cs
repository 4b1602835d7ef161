using System.IO.Ports;

namespace TWCManager.Esp32.Boards;

/// <summary>Stands for a board whose pins could not be had: no bus, no light, no button.</summary>
internal sealed class WrongBoard : IBoard
{
    /// <summary>Makes it.</summary>
    public WrongBoard(bool hasEthernet)
    {
        HasEthernet = hasEthernet;
    }

    /// <inheritdoc/>
    public string Name
    {
        get { return "unknown"; }
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
    public bool HasEthernet { get; }

    /// <inheritdoc/>
    public bool IsButtonDown
    {
        get { return false; }
    }

    /// <inheritdoc/>
    public void Prepare()
    {
    }

    /// <inheritdoc/>
    public void SetLight(bool isOn)
    {
    }
}
