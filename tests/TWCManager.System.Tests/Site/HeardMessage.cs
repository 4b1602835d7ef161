using System.Text;

namespace TWCManager.System.Tests.Site;

/// <summary>A message as a subscriber got it.</summary>
/// <param name="AtMs">When, on the clock of the ear that heard it, ms.</param>
/// <param name="IsRetained">It came from the broker's memory.</param>
internal sealed record HeardMessage(long AtMs, bool IsRetained, string Topic, byte[] Payload)
{
    public string Text
    {
        get { return Encoding.UTF8.GetString(Payload); }
    }
}
