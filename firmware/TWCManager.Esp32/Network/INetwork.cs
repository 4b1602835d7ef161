namespace TWCManager.Esp32.Network;

/// <summary>Whether there is a network. Who uses it asks before: without one every attempt is in vain.</summary>
public interface INetwork
{
    /// <summary>True while there is an address.</summary>
    bool IsUp { get; }

    /// <summary>Takes note that somebody out there is asked for something. On any thread.</summary>
    void NoteTry();

    /// <summary>Takes note that something has come from out there. On any thread.</summary>
    void NoteAnswer();
}
