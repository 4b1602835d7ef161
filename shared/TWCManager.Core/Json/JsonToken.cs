namespace TWCManager.Core.Json;

/// <summary>What <see cref="JsonReader"/> stands on.</summary>
public enum JsonToken
{
    /// <summary>Before the first token.</summary>
    None = 0,

    BeginObject = 1,
    EndObject = 2,
    BeginArray = 3,
    EndArray = 4,

    /// <summary>Key of a member; its value follows.</summary>
    Name = 5,

    Text = 6,
    Number = 7,
    True = 8,
    False = 9,
    Null = 10,

    /// <summary>The one value of the document is over and nothing but blanks follows.</summary>
    End = 11,

    /// <summary>Not JSON. The reader stays here.</summary>
    Error = 12,
}
