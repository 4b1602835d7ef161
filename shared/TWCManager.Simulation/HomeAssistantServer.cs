namespace TWCManager.Simulation;

/// <summary>A Home Assistant on loopback.</summary>
public sealed class HomeAssistantServer : LoopbackHttpServer
{
    /// <summary>Opens the port and begins to answer those who know the token.</summary>
    /// <param name="token">Long-lived access token.</param>
    /// <param name="utcNow">Clock for the time stamps, UTC; null = the machine's.</param>
    public HomeAssistantServer(string token, Func<DateTime>? utcNow = null)
        : this(new HomeAssistantResponder(token, utcNow ?? (() => DateTime.UtcNow)))
    {
    }

    private HomeAssistantServer(HomeAssistantResponder responder)
        : base(responder)
    {
        Home = responder;
    }

    /// <summary>The program itself: entities and the faults of its content.</summary>
    public HomeAssistantResponder Home { get; }
}
