namespace TWCManager.Host.Adapters;

/// <summary>How far a browser's connection is.</summary>
internal enum WebPhase
{
    /// <summary>The request is not whole yet.</summary>
    Reading,

    /// <summary>The request is whole and the core has not taken it.</summary>
    Waiting,

    /// <summary>The core has taken it.</summary>
    Answering,

    /// <summary>The answer is on its way.</summary>
    Writing,

    /// <summary>All is sent; the other side may still talk.</summary>
    Lingering,

    /// <summary>Over.</summary>
    Closed,
}
