namespace TWCManager.Simulation;

/// <summary>A Fronius inverter on loopback.</summary>
public sealed class FroniusServer : LoopbackHttpServer
{
    /// <summary>Opens the port and begins to answer.</summary>
    /// <param name="values">Called with each request, from pool threads.</param>
    public FroniusServer(Func<FroniusValues> values)
        : this(new FroniusResponder(values))
    {
    }

    private FroniusServer(FroniusResponder responder)
        : base(responder)
    {
        Inverter = responder;
    }

    /// <summary>The device itself, with the faults of its content.</summary>
    public FroniusResponder Inverter { get; }
}
