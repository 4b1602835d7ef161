namespace TWCManager.Core.Ports;

/// <summary>What came back of a request. Made once and filled again and again.</summary>
public sealed class HttpReply
{
    /// <summary>HTTP status, or 0 when no reply came (see <see cref="Failure"/>).</summary>
    public int Status;

    /// <summary>Why there is no usable reply; <see cref="HttpFailure.None"/> when there is one, of whatever status.</summary>
    public HttpFailure Failure;

    /// <summary>Body; the first <see cref="Length"/> bytes count. Belongs to the adapter, which uses it again for the next request.</summary>
    public byte[] Body;

    /// <summary>Bytes of the body; 0 when there is no usable reply.</summary>
    public int Length;
}
