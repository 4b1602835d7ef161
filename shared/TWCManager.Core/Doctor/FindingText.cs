using TWCManager.Core.Bus;

namespace TWCManager.Core.Doctor;

/// <summary>Findings in words: a fixed one for automations, and a sentence for whoever holds the screwdriver. Where two causes look alike it names both.</summary>
public static class FindingText
{
    /// <summary>Said when there is nothing to say.</summary>
    public const string Nothing = "No fault found.";

    // One text, because an array of them would hold a kilobyte of heap for ever.
    private const string Words =
        "noPort secondMaster nothingReceived onlyGarbage nobodyHearsUs doesNotHearUs notHeard sameId "
        + "overdraw connectorError babble clippedStart clippedEnd collision bytesMissing damaged missingAnswers "
        + "linkDrops idConflict standAlone masterSeen tooMany stranger limitNotTaken voltage floatingLine echo";

    /// <summary>Fixed word of a finding; never changes. Made anew each time.</summary>
    public static string Word(int code)
    {
        int start = 0;
        for (int i = 0; i < code; i++)
        {
            start = Words.IndexOf(' ', start) + 1;
        }

        int end = Words.IndexOf(' ', start);
        return end < 0 ? Words.Substring(start) : Words.Substring(start, end - start);
    }

    /// <summary>"error": it does not work; "warning": somebody should look; "info": good to know.</summary>
    public static string Severity(int code)
    {
        return code >= Finding.FirstInfo ? "info" : code >= Finding.FirstWarning ? "warning" : "error";
    }

    /// <summary>The sentence. Made anew each time.</summary>
    /// <param name="connector">Null when it is about the whole bus.</param>
    public static string Sentence(int code, WallConnector connector, BusMaster bus)
    {
        switch (code)
        {
            case Finding.NoPort:
                return "The serial port is not there: check adapter, cable and the name of the port.";
            case Finding.SecondMaster:
                return "A second master (" + Id(bus.SecondMasterId) + ") is on the bus, so we are silent: one unit is not in position F (turn its rotary switch to F with the power off), or another program masters this bus.";
            case Finding.NothingReceived:
                return bus.Counters.Echo > bus.IdConflicts
                    ? "Nothing is received but our own frames, so the adapter works: check that the units have power and stand in position F, and both wires, D+ to A and D- to B."
                    : "Nothing is received: check that the units have power and stand in position F, that both wires reach the adapter, D+ to A and D- to B, and that its receiver is enabled.";
            case Finding.OnlyGarbage:
                return "Bytes come but no frame: A and B are swapped (swap them once), or the line is not biased, or units without a master all talk at once; the voltage from D+ to D- should rest above 0.2 V.";
            case Finding.StandAlone:
                return "Unit " + Id(bus.BroadcastId) + " talks without being asked: it stands alone, not in position F. Turn its rotary switch to F with the power off.";
            case Finding.MasterSeen:
                return "Frames of another master were seen: a unit that is not in position F, or another program, is connected.";
            case Finding.IdConflict:
                return "Another unit or program uses our id " + HexText.Of(bus.OwnId) + ": give ours another one (ownId), or take the other off the bus.";
            case Finding.TooMany:
                return "One connector more than can be served announces itself and is turned away: a group has three connectors beside the master.";
            case Finding.Stranger:
                return "Unit " + Id(bus.StrangerId) + " answers us although it is not known: power-cycle it so that it announces itself.";
            case Finding.FloatingLine:
                return "Bytes come between the frames: the line floats. Add bias (D+ to 5 V and D- to GND, 680 ohm each) and 120 ohm at both ends.";
            case Finding.Babble:
                return "Something sends all the time: unplug one unit after the other until it is quiet, and check the bias.";
            case Finding.Echo:
                return "The adapter hears its own frames, which does no harm.";
            case Finding.NobodyHearsUs:
                return NobodyHearsUs(bus);
            default:
                return OfPlace(code, connector, bus);
        }
    }

    private static string NobodyHearsUs(BusMaster bus)
    {
        string who = bus.Count == 1 ? "The connector announces itself" : "All connectors announce themselves";
        string hint = bus.Counters.Echo > 0
            ? "Our frames come back, so the adapter does send: check the wires between it and the units."
            : "The adapter may not send: check its driver enable (DE) and that it is an RS-485 and no RS-232 adapter; then the wires.";
        string other = bus.Count == 1 ? " Or this unit's own receiver is broken." : "";
        return who + " but no answer ever comes: what we send does not reach the bus. " + hint + other;
    }

    private static string OfPlace(int code, WallConnector connector, BusMaster bus)
    {
        string who = connector == null ? "" : "Connector " + connector.IdText;
        switch (code)
        {
            case Finding.DoesNotHearUs:
                return who + " does not hear us, others do: check its two wires, and its own terminal block; a power-cycle with the bus connected has helped too.";
            case Finding.NotHeard:
                return who + (WasDamaged(connector)
                    ? " is not heard any more, and its last answers were damaged: two units share its id (switch one off), or its wires are bad."
                    : " is known but not heard: it has no power, its wires are off, or it hears us and its sender is broken. A red LED that blinks four times says that it hears no master.");
            case Finding.SameId:
                return "Two units use the id " + connector.IdText + ": switch both off, then on one after the other; if it stays, one of them must go.";
            case Finding.Overdraw:
                return who + ": the car draws more than it is offered, so the others are lowered. Stop it in the car.";
            case Finding.ConnectorError:
                return who + " reports an error: count its red blinks (1 ground fault, 2 no earth, 3 miswired input, 4 voltage or no master, 5 over-current), and press its reset button for four seconds.";
            case Finding.LinkDrops:
                return who + " loses us again and again although it answers: it hears us badly. Check its wires, the ends (120 ohm) and the bias.";
            case Finding.MissingAnswers:
                return who + " leaves out answers: either it misses our frames or its answers get lost whole. Check its wires, the ends (120 ohm) and the bias.";
            case Finding.LimitNotTaken:
                return who + " does not repeat the limit that it is told: power-cycle it. Until then it counts with the higher of both.";
            case Finding.Voltage:
                return who + " measures " + Volts(connector.Energy) + " V, which no mains has: check its terminals and the supply. An electrician's work.";
            default:
                return Damage(code, connector == null ? "Many frames" : "Many answers of connector " + connector.IdText, connector != null);
        }
    }

    private static string Damage(int code, string what, bool isOne)
    {
        string twin = isOne ? " Or two units share this id." : "";
        switch (code)
        {
            case Finding.ClippedStart:
                return what + " lack their first bits: the line is not biased (680 ohm from D+ to 5 V and D- to GND), or our driver lets go too late.";
            case Finding.ClippedEnd:
                return what + " lack their last bits: their sender lets go too early, or the line is not biased." + twin;
            case Finding.Collision:
                return what + " end in FF: two units talk at once, or a driver lets go too early." + twin;
            case Finding.BytesMissing:
                return what + " lack bytes inside: the receive buffer overruns, or a bridge or adapter loses bytes; connect the adapter directly.";
            default:
                return what + " are damaged: noise (untwisted wire, a power cable beside it, missing 120 ohm or bias), or somebody talks into them, which looks the same." + twin;
        }
    }

    private static bool WasDamaged(WallConnector connector)
    {
        int unanswered = connector.HeartbeatsSent - connector.HeartbeatsAnswered;
        return connector.DamagedAnswers >= 5 && connector.DamagedAnswers * 2 > unanswered;
    }

    private static string Volts(MeterReading meter)
    {
        int volts = ConnectorWindow.IsOdd(meter.VoltsL1) ? meter.VoltsL1 : ConnectorWindow.IsOdd(meter.VoltsL2) ? meter.VoltsL2 : meter.VoltsL3;
        return volts.ToString();
    }

    private static string Id(int id)
    {
        return id < 0 ? "unknown" : HexText.Of(id);
    }
}
