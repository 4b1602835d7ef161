namespace TWCManager.Core.Documents;

/// <summary>What has changed in a document since it was published.</summary>
public enum Change
{
    /// <summary>Nothing that is worth a message.</summary>
    None,

    /// <summary>A measured value left its dead band.</summary>
    Measured,

    /// <summary>A decision or a state is another one.</summary>
    Urgent,
}
