namespace TWCManager.Simulation;

/// <summary>Bytes that went through a master's port at one moment.</summary>
/// <param name="AtMs">When, ms since the recording began.</param>
/// <param name="IsSent">True for what the master sent.</param>
/// <param name="Bytes">As on the wire, delimiters and escapes included.</param>
public sealed record RecordedBytes(long AtMs, bool IsSent, byte[] Bytes);
