using TWCManager.Core.Ports;
using TWCManager.Host.Adapters;

namespace TWCManager.Host;

/// <summary>
/// The line between the program and the simulated site. On Linux a pseudo-terminal that the program opens like any serial port;
/// elsewhere a line in memory.
/// </summary>
internal sealed class SimulatedWire : IDisposable
{
    private readonly SerialPortLine? _port;

    /// <summary>Connects both ends.</summary>
    public SimulatedWire(ILog log)
        : this(log, OperatingSystem.IsLinux())
    {
    }

    /// <param name="hasPseudoTerminal">False for the line in memory.</param>
    internal SimulatedWire(ILog log, bool hasPseudoTerminal)
    {
        if (hasPseudoTerminal)
        {
            PseudoTerminal terminal = new PseudoTerminal();
            SiteEnd = terminal;
            _port = new SerialPortLine(terminal.Path, log);
            Line = _port;
            return;
        }

        MemoryWire memory = new MemoryWire();
        SiteEnd = memory;
        Line = memory;
    }

    /// <summary>The program's end.</summary>
    public ISerialLine Line { get; }

    /// <summary>The site's end.</summary>
    public ISiteWire SiteEnd { get; }

    /// <summary>Closes both ends.</summary>
    public void Dispose()
    {
        _port?.Dispose();
        SiteEnd.Dispose();
    }
}
