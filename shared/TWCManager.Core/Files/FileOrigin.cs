namespace TWCManager.Core.Files;

/// <summary>Where the content of a <see cref="CheckedFile"/> came from.</summary>
public enum FileOrigin
{
    /// <summary>There is no such file yet.</summary>
    Missing = 0,

    /// <summary>The file itself.</summary>
    Main = 1,

    /// <summary>Its second copy, because the file itself is missing or damaged.</summary>
    Backup = 2,

    /// <summary>Nowhere: whatever there is is damaged.</summary>
    Damaged = 3,
}
