namespace TWCManager.Core.Documents;

/// <summary>What a published value is in Home Assistant.</summary>
public enum EntityKind
{
    /// <summary>Not there.</summary>
    None,

    /// <summary>A sensor with a unit; a power counts as gone when no message comes.</summary>
    Measured,

    /// <summary>A counter that only grows.</summary>
    Counter,

    /// <summary>A sensor of one word out of a list.</summary>
    Word,

    /// <summary>A sensor of free text, or of a number that must not be summed up.</summary>
    Plain,

    /// <summary>Yes or no.</summary>
    Binary,

    /// <summary>A choice that each wall connector has for itself.</summary>
    Choice,

    /// <summary>Yes or no out of the doctor's document, with its sentences.</summary>
    Doctor,
}
