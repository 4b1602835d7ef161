namespace nanoFramework.Runtime.Native;

/// <summary>In place of the chip's power: counts the restarts, and goes on.</summary>
public static class Power
{
    /// <summary>Restarts so far.</summary>
    public static int Restarts { get; private set; }

    /// <summary>Counts one.</summary>
    public static void RebootDevice()
    {
        Restarts++;
    }
}
