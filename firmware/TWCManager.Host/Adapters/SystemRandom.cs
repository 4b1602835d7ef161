using System.Security.Cryptography;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>The system's generator for secrets.</summary>
internal sealed class SystemRandom : IRandom
{
    /// <inheritdoc/>
    public void Fill(byte[] buffer)
    {
        RandomNumberGenerator.Fill(buffer);
    }
}
