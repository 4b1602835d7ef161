using System;

namespace TWCManager.Core.Protocol;

/// <summary>Makes the wire bytes of what a bus master says. Knows form only: <see cref="TransmitGuard"/> decides what may leave.</summary>
/// <remarks>Source: docs/protocol.md#messages. Nothing is appended after the closing delimiter: connectors do not ask for it.</remarks>
public sealed class MessageWriter
{
    private readonly FrameBuilder _builder = new FrameBuilder();
    private readonly int _ownId;
    private readonly int _ownSign;

    /// <summary>Makes a writer.</summary>
    /// <param name="ownId">Sender of everything, 16 bit.</param>
    /// <param name="ownSign">Byte behind it in link-ready frames.</param>
    public MessageWriter(int ownId, int ownSign)
    {
        _ownId = ownId;
        _ownSign = ownSign;
    }

    /// <summary>Wire bytes, delimiters and escapes included; the first <see cref="Length"/> count. The writer's own, overwritten by the next message.</summary>
    public byte[] Buffer
    {
        get { return _builder.Buffer; }
    }

    /// <summary>Wire bytes of the last message.</summary>
    public int Length
    {
        get { return _builder.Length; }
    }

    /// <summary>First announcement, without a maximum, 16 bytes.</summary>
    public void LinkReady1()
    {
        LinkReady(Opcode.MasterLinkReady1, 0, 2);
    }

    /// <summary>Second announcement, without a maximum, 16 bytes.</summary>
    public void LinkReady2()
    {
        LinkReady(Opcode.MasterLinkReady2, 0, 2);
    }

    /// <summary>An announcement.</summary>
    /// <param name="opcode"><see cref="Opcode.MasterLinkReady1"/> or <see cref="Opcode.MasterLinkReady2"/>.</param>
    /// <param name="maxCentiamps">What we could give to each, in 0.01 A; most masters say 0.</param>
    /// <param name="protocolVersion">1 for 14 bytes, 2 for 16.</param>
    /// <exception cref="ArgumentException">Another opcode, or a number that does not fit its bytes.</exception>
    public void LinkReady(int opcode, int maxCentiamps, int protocolVersion)
    {
        if (opcode != Opcode.MasterLinkReady1 && opcode != Opcode.MasterLinkReady2)
        {
            throw new ArgumentException();
        }

        _builder.Begin(opcode, protocolVersion);
        _builder.PutWord(2, _ownId);
        _builder.PutByte(4, _ownSign);
        _builder.PutWord(5, maxCentiamps);
        _builder.Finish();
    }

    /// <summary>A heartbeat of 16 bytes, which connectors of both protocols take.</summary>
    /// <param name="to">The connector.</param>
    /// <param name="command">0 for nothing new; 5, 8 and 9 set a limit.</param>
    /// <param name="limitCentiamps">The limit in 0.01 A.</param>
    /// <exception cref="ArgumentException">A number that does not fit its bytes.</exception>
    public void Heartbeat(int to, int command, int limitCentiamps)
    {
        Heartbeat(to, command, limitCentiamps, 2);
    }

    /// <summary>A heartbeat.</summary>
    /// <param name="to">The connector.</param>
    /// <param name="command">0 for nothing new; 5, 8 and 9 set a limit.</param>
    /// <param name="limitCentiamps">The limit in 0.01 A.</param>
    /// <param name="protocolVersion">1 for 14 bytes, 2 for 16.</param>
    /// <exception cref="ArgumentException">A number that does not fit its bytes.</exception>
    public void Heartbeat(int to, int command, int limitCentiamps, int protocolVersion)
    {
        _builder.Begin(Opcode.MasterHeartbeat, protocolVersion);
        _builder.PutWord(2, _ownId);
        _builder.PutWord(4, to);
        _builder.PutByte(6, command);
        _builder.PutWord(7, limitCentiamps);
        _builder.Finish();
    }

    /// <summary>A question, or the order to start or stop, in 16 bytes.</summary>
    /// <exception cref="ArgumentException">As <see cref="Query(int, int, int)"/>.</exception>
    public void Query(int opcode, int to)
    {
        Query(opcode, to, 2);
    }

    /// <summary>A question, or the order to start or stop.</summary>
    /// <param name="opcode">One of the questions that name their connector, <see cref="Opcode.StartCharging"/> or <see cref="Opcode.StopCharging"/>.</param>
    /// <param name="to">The connector.</param>
    /// <param name="protocolVersion">1 for 14 bytes, 2 for 16.</param>
    /// <exception cref="ArgumentException">Another opcode, or an id that does not fit its bytes.</exception>
    public void Query(int opcode, int to, int protocolVersion)
    {
        if (!MessageTable.IsModernQuery(opcode))
        {
            throw new ArgumentException();
        }

        _builder.Begin(opcode, protocolVersion);
        _builder.PutWord(2, _ownId);
        _builder.PutWord(4, to);
        _builder.Finish();
    }
}
