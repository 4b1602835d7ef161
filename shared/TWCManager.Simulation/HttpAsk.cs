namespace TWCManager.Simulation;

/// <summary>What a client asks for.</summary>
/// <param name="Method">GET, POST, ...</param>
/// <param name="Path">Path without query, beginning with a slash.</param>
/// <param name="Query">Query without the question mark, or empty.</param>
/// <param name="Authorization">Value of that header, or empty.</param>
/// <param name="Body">What a POST carries, or empty.</param>
public sealed record HttpAsk(string Method, string Path, string Query, string Authorization, string Body = "");
