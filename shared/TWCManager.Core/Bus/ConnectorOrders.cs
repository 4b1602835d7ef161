using TWCManager.Core.Protocol;

namespace TWCManager.Core.Bus;

/// <summary>What charging wants of one connector besides its limit. Only this class writes it.</summary>
public sealed class ConnectorOrders
{
    /// <summary>The cars that charge there are of other makes: they have no number to ask for, and need their limit in every heartbeat.</summary>
    public bool IsOtherMake { get; private set; }

    /// <summary>Order to the contactor for the next gap: an opcode, or 0. Not every unit answers one.</summary>
    public int Contactor { get; private set; }

    /// <summary>Says whether the cars there are of other makes.</summary>
    public void ServeOtherMake(bool isOtherMake)
    {
        IsOtherMake = isOtherMake;
    }

    /// <summary>Orders the contactor to close, with protocol 2 and firmware that knows the order.</summary>
    public void Start()
    {
        Contactor = Opcode.StartCharging;
    }

    /// <summary>Orders the contactor to open, without a message to the car.</summary>
    public void Stop()
    {
        Contactor = Opcode.StopCharging;
    }

    /// <summary>Takes back an order to open that has not gone out yet.</summary>
    public void CancelStop()
    {
        Contactor = Contactor == Opcode.StopCharging ? 0 : Contactor;
    }

    /// <summary>The order went out.</summary>
    internal void Sent()
    {
        Contactor = 0;
    }
}
