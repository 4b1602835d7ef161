using TWCManager.Core.Ports;

namespace TWCManager.Simulation;

/// <summary>The bus master's port of a <see cref="SimulatedBus"/>. Allocates nothing. Time passes only by <see cref="SimulatedBus.Advance"/>.</summary>
public sealed class SimulatedLine : ISerialLine
{
    private readonly SimulatedBus _bus;

    internal SimulatedLine(SimulatedBus bus)
    {
        _bus = bus;
    }

    /// <inheritdoc/>
    public bool IsOpen => !_bus.IsUnplugged;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        return _bus.TakeForMaster(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        return _bus.SendFromMaster(buffer.AsSpan(offset, count));
    }
}
