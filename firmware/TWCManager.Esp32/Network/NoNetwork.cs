namespace TWCManager.Esp32.Network;

/// <summary>Never a network: for safe mode, in which neither broker nor inverter is asked.</summary>
public sealed class NoNetwork : INetwork
{
    /// <inheritdoc/>
    public bool IsUp
    {
        get { return false; }
    }

    /// <summary>Does nothing: nobody can answer.</summary>
    public void NoteTry()
    {
    }

    /// <summary>Does nothing either.</summary>
    public void NoteAnswer()
    {
    }
}
