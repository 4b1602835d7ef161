namespace TWCManager.Core.Protocol;

/// <summary>What a byte brought about.</summary>
public enum ReadResult
{
    /// <summary>Nothing yet.</summary>
    Pending = 0,

    /// <summary>A message is complete.</summary>
    Message = 1,

    /// <summary>Something was dropped.</summary>
    Dropped = 2,
}
