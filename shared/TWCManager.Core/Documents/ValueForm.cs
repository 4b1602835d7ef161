namespace TWCManager.Core.Documents;

/// <summary>How a published value is written as JSON.</summary>
public enum ValueForm
{
    /// <summary>Not part of the document; only a change of it counts.</summary>
    Hidden,

    /// <summary>A whole number, or null.</summary>
    Number,

    /// <summary>A whole number above 0, or null.</summary>
    Positive,

    /// <summary>Hundredths as a number of two decimals, or null.</summary>
    Hundredths,

    /// <summary>Thousandths as a number of three decimals, or null.</summary>
    Thousandths,

    /// <summary>"ON" or "OFF", or null.</summary>
    OnOff,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>A text, or null.</summary>
    Text,

    /// <summary>Seconds of UTC as an ISO time; null for 0.</summary>
    Time,

    /// <summary>An object or array that the document writes itself.</summary>
    Own,
}
