namespace TWCManager.Core.Settings;

/// <summary>How one board is wired: plain facts, which the firmware turns into pins and a test into the tables of the documents.</summary>
/// <remarks>Every transceiver is at 3.3 V on UART 1. A board without a direction pin has a transceiver that finds the direction by itself.</remarks>
public sealed class BoardRow
{
    /// <summary>Stands for a pin that a board does not have.</summary>
    public const int None = -1;

    private static readonly int[] s_noPins = new int[0];

    internal BoardRow(string name)
    {
        Name = name;
        Direction = None;
        Light = None;
        Button = None;
        Powered = s_noPins;
        Ethernet = "";
    }

    /// <summary>Name for the log and the documents.</summary>
    public string Name { get; private set; }

    /// <summary>GPIO from which we send (DI of the transceiver).</summary>
    public int Transmit { get; private set; }

    /// <summary>GPIO on which we hear (RO of the transceiver).</summary>
    public int Receive { get; private set; }

    /// <summary>GPIO that the UART drives high while it sends (DE and /RE tied together), or <see cref="None"/>.</summary>
    public int Direction { get; private set; }

    /// <summary>GPIO of a light that a level switches, or <see cref="None"/>.</summary>
    public int Light { get; private set; }

    /// <summary>GPIO of the button, low while it is held, or <see cref="None"/>.</summary>
    public int Button { get; private set; }

    /// <summary>True if the button has a resistor of its own, as it must on GPIO 34 to 39.</summary>
    public bool ButtonHasResistor { get; private set; }

    /// <summary>GPIOs that stay high while the program runs, in this order, before the port is opened. Owned by this object.</summary>
    public int[] Powered { get; private set; }

    /// <summary>Ethernet chip and the GPIOs it takes; empty for a board with Wi-Fi only.</summary>
    public string Ethernet { get; private set; }

    /// <summary>Target of the nanoFramework firmware.</summary>
    public string Firmware { get; private set; }

    /// <summary>What isolates bus and cable from USB.</summary>
    public string Isolation { get; private set; }

    /// <summary>PSRAM, in a few words.</summary>
    public string Memory { get; private set; }

    internal BoardRow Bus(int transmit, int receive, int direction)
    {
        Transmit = transmit;
        Receive = receive;
        Direction = direction;
        return this;
    }

    internal BoardRow WithLight(int pin)
    {
        Light = pin;
        return this;
    }

    internal BoardRow WithButton(int pin, bool hasResistor)
    {
        Button = pin;
        ButtonHasResistor = hasResistor;
        return this;
    }

    internal BoardRow Powering(int[] pins)
    {
        Powered = pins;
        return this;
    }

    internal BoardRow ByCable(string ethernet)
    {
        Ethernet = ethernet;
        return this;
    }

    internal BoardRow On(string firmware, string isolation, string memory)
    {
        Firmware = firmware;
        Isolation = isolation;
        Memory = memory;
        return this;
    }
}
