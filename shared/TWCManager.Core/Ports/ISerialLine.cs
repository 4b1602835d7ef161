namespace TWCManager.Core.Ports;

/// <summary>The RS-485 line: 9600 baud, 8N1, half duplex. Neither member ever waits.</summary>
public interface ISerialLine
{
    /// <summary>False while the port is gone; the adapter goes on trying to reopen it by itself.</summary>
    bool IsOpen { get; }

    /// <summary>Takes what has arrived, oldest first.</summary>
    /// <returns>Number of bytes put into <paramref name="buffer"/>, 0 to <paramref name="count"/>; 0 also when the port is gone.</returns>
    int Read(byte[] buffer, int offset, int count);

    /// <summary>Hands bytes to the driver, which sends them at line speed.</summary>
    /// <param name="buffer">Owned by the caller, who may reuse it when the call returns.</param>
    /// <returns>False when the port is gone: nothing was or will be sent.</returns>
    bool Write(byte[] buffer, int offset, int count);
}
