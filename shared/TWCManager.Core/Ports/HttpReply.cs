namespace TWCManager.Core.Ports;

/// <summary>What came back of a request. Made once and filled again and again.</summary>
public sealed class HttpReply
{
    /// <summary>Longest body that is accepted, in bytes. Every reply we ask for is shorter; a captive portal's page may not be.</summary>
    public const int BodyCapacity = 8192;

    /// <summary>HTTP status, or 0 when no reply came (see <see cref="Failure"/>).</summary>
    public int Status;

    /// <summary>Why there is no usable reply; <see cref="HttpFailure.None"/> when there is one, of whatever status.</summary>
    public HttpFailure Failure;

    /// <summary>Body; the first <see cref="Length"/> bytes count.</summary>
    public readonly byte[] Body = new byte[BodyCapacity];

    /// <summary>Bytes of the body, 0 to <see cref="BodyCapacity"/>.</summary>
    public int Length;
}
