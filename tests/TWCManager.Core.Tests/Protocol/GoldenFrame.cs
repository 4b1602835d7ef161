namespace TWCManager.Core.Tests.Protocol;

/// <summary>One stretch of bytes from a quiet line and everything it means.</summary>
/// <param name="Name">Number in docs/protocol.md.</param>
/// <param name="Wire">Bytes as read, in hex.</param>
/// <param name="Frames">Every valid frame in it as JSON, in order, whoever sent it. A field that is not listed is one that the type does not have.</param>
/// <param name="Drops">What a reader with the id 7777 drops, in order, noise left out.</param>
/// <param name="Noise">Pieces of one to four bytes.</param>
/// <param name="Origin">Where the bytes come from.</param>
/// <param name="Site">At what kind of site, or what the point is.</param>
public sealed record GoldenFrame(string Name, string Wire, string Frames, string Drops, int Noise, string Origin, string Site)
{
    public bool IsFromOurId
    {
        get { return Drops == "echo"; }
    }

    public byte[] Bytes
    {
        get { return Convert.FromHexString(Wire.Replace(" ", "")); }
    }

    public override string ToString()
    {
        return Name + ": " + Site;
    }
}
