namespace TWCManager.Host.Adapters;

/// <summary>A serial port that cannot be had. The message ends the sentence that the name of the port begins.</summary>
internal sealed class PortRefusedException : IOException
{
    /// <param name="why">Such as "is in use by another program".</param>
    public PortRefusedException(string why)
        : base(why)
    {
    }
}
