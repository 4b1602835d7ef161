namespace TWCManager.Core.Ports;

/// <summary>A few small named files. After a power cut at any moment each holds either its old or its new content.</summary>
public interface IStorage
{
    /// <summary>Reads a whole file. May block: used at start only.</summary>
    /// <returns>Length in bytes; -1 when there is no such file; -2 when it cannot be read or is longer than <paramref name="buffer"/>.</returns>
    int Read(string name, byte[] buffer);

    /// <summary>Replaces a file in the background, in the order of the calls.</summary>
    /// <param name="data">Its first <paramref name="length"/> bytes are written. Belongs to the storage once it is taken: the caller must not write into it any more.</param>
    /// <returns>False when it was not taken because too many are waiting: try again later.</returns>
    bool TryWrite(string name, byte[] data, int length);

    /// <summary>Writes that failed so far.</summary>
    int Failures { get; }
}
