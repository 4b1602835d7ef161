using System;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Chip;

/// <summary>The chip's own generator.</summary>
/// <remarks>Here <c>Random</c> is not the usual formula over the time: each byte comes from the hardware, which the radio feeds with noise.
/// Without a radio (Ethernet) it has what the start of the chip gathered.</remarks>
public sealed class DeviceRandom : IRandom
{
    private readonly Random _random = new Random();

    /// <inheritdoc/>
    public void Fill(byte[] buffer)
    {
        _random.NextBytes(buffer);
    }
}
