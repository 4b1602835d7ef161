using TWCManager.Core.Json;

namespace TWCManager.Core.Web;

/// <summary>An answer that is written part by part, because the whole of it would be a large piece of a small heap.</summary>
internal interface IReplyParts
{
    /// <summary>One of <see cref="Ports.WebType"/>.</summary>
    string Type { get; }

    /// <summary>Begins a new answer.</summary>
    void Begin();

    /// <summary>Writes the next part behind the former ones.</summary>
    /// <returns>False when it was the last.</returns>
    bool WriteNext(JsonWriter json, long nowMs);
}
