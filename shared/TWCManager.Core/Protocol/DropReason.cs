namespace TWCManager.Core.Protocol;

/// <summary>Why bytes that came did not become a message.</summary>
/// <remarks>Source: docs/protocol.md#receive-rules.</remarks>
public enum DropReason
{
    /// <summary>Nothing was dropped.</summary>
    None = 0,

    /// <summary>One to four bytes between two delimiters.</summary>
    Noise = 1,

    /// <summary>A whole and valid frame whose sender is our own id: our own frame heard back, or somebody who uses our id.</summary>
    Echo = 2,

    /// <summary>An escape byte without its second byte.</summary>
    BadEscape = 3,

    /// <summary>No frame has this length, or not a frame of this type.</summary>
    BadLength = 4,

    /// <summary>The last byte is not the sum of the others.</summary>
    BadChecksum = 5,

    /// <summary>Right in form, but a type that nobody has described.</summary>
    UnknownType = 6,

    /// <summary>Too many bytes without a delimiter.</summary>
    Overflow = 7,
}
