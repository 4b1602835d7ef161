namespace TWCManager.Simulation.Faults;

/// <summary>All faults, each scripted once: tests and benchmark play them from here.</summary>
public static class BusFaults
{
    private const int OwnId = 0x7777;
    private const int VictimId = 0x2019;
    private const double BootSeconds = SimulatedConnector.BootMs / 1000.0;
    // Every 10 s; one or two of them may meet another frame.
    private const double AnnounceSeconds = 30;
    private const double SuspicionSeconds = 60;

    /// <summary>From bad cables over odd units to a program that crashes.</summary>
    public static IReadOnlyList<BusFault> All { get; } = [.. Cables(), .. Replies(), .. Units(), .. Masters()];

    /// <summary>The one with this name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static BusFault Named(string name)
    {
        return All.Single(one => one.Name == name);
    }

    private static IEnumerable<BusFault> Cables()
    {
        yield return new BusFault("noise", "1 % of all bytes arrive as others", FaultReach.Nobody, 120, site => site.Bus.NoisePerByte = 0.01)
        {
            End = site => site.Bus.NoisePerByte = 0,
        };
        yield return new BusFault("floating line", "stray bytes between the frames, as on a line without bias", FaultReach.Nobody, 120, _ => { }) { Step = site => site.Float() };
        yield return new BusFault("short circuit", "for 5 s no byte arrives as it was sent", FaultReach.Everybody, 5, site => site.Bus.NoisePerByte = 1)
        {
            End = site => site.Bus.NoisePerByte = 0,
        };
        yield return new BusFault("echo", "the adapter hears what it sends", FaultReach.Nobody, 120, site => site.Bus.EchoesMaster = true)
        {
            End = site => site.Bus.EchoesMaster = false,
        };
        yield return new BusFault("port vanishes", "the adapter is pulled for 5 s", FaultReach.Everybody, 5, site => site.Bus.Unplug()) { End = site => site.Bus.Replug() };
    }

    private static IEnumerable<BusFault> Replies()
    {
        yield return Reply("clipped start", "every third reply of all units has lost its first delimiter", faults => faults.ClipStartEveryNthReply = 3, faults => faults.ClipStartEveryNthReply = 0);
        yield return Reply("clipped end", "every third reply of all units has lost its last delimiter", faults => faults.ClipEndEveryNthReply = 3, faults => faults.ClipEndEveryNthReply = 0);
        yield return Reply("bad checksums", "every third reply of all units has a wrong checksum", faults => faults.CorruptEveryNthReply = 3, faults => faults.CorruptEveryNthReply = 0);
        yield return Reply("lost replies", "every second reply of all units is lost", faults => faults.DropEveryNthReply = 2, faults => faults.DropEveryNthReply = 0);
        yield return Reply("lost zeros", "every third frame of all units loses two zero bytes and becomes one of protocol 1", faults => faults.LoseZerosEveryNth = 3, faults => faults.LoseZerosEveryNth = 0);
        yield return new BusFault("late replies", "every second reply of one unit comes 0.3 to 2 s late", FaultReach.OneUnit, 120, site => site.Victim.Faults.DelayEveryNthReply = 2)
        {
            Step = site => site.Victim.Faults.LateMs = site.Random.Next(300, 2000),
            End = site => site.Victim.Faults.DelayEveryNthReply = 0,
        };
        yield return new BusFault("late in order", "one unit thinks for 0.3 to 2 s about every second question, and then answers all that has come meanwhile", FaultReach.OneUnit, 120, site => site.Victim.Faults.DelayEveryNthReply = 2)
        {
            Step = site =>
            {
                site.Victim.Faults.AnswersInOrder = true;
                site.Victim.Faults.LateMs = site.Random.Next(300, 2000);
            },
            End = site =>
            {
                site.Victim.Faults.DelayEveryNthReply = 0;
                site.Victim.Faults.AnswersInOrder = false;
            },
        };
    }

    private static IEnumerable<BusFault> Units()
    {
        yield return new BusFault("reboot", "one unit starts anew, with a new sign", FaultReach.OneUnit, 0.1, site => site.Victim.PressReset()) { RecoverySeconds = BootSeconds + AnnounceSeconds + 3 };
        yield return new BusFault("power-cycled", "one unit loses its power for 8 s", FaultReach.OneUnit, 8, site => site.Victim.PowerOff())
        {
            End = site => site.Victim.PowerOn(),
            RecoverySeconds = BootSeconds + AnnounceSeconds + 3,
        };
        yield return new BusFault("replugged", "the car of one unit is unplugged for 3 s", FaultReach.Nobody, 3, site => site.Victim.Unplug()) { End = site => site.Victim.PlugIn(FaultSite.Car()) };
        yield return new BusFault("mute", "one unit hears and says nothing for 60 s", FaultReach.OneUnit, 60, site => site.Victim.Faults.IsMute = true)
        {
            End = site => site.Victim.Faults.IsMute = false,
            RecoverySeconds = AnnounceSeconds + 3,
        };
        yield return new BusFault("deaf", "one unit hears nothing for 60 s", FaultReach.OneUnit, 60, site => site.Victim.Faults.IsDeaf = true)
        {
            End = site => site.Victim.Faults.IsDeaf = false,
            RecoverySeconds = AnnounceSeconds + 3,
        };
        yield return new BusFault("babble", "one unit sends random bytes without end for 60 s", FaultReach.OneUnit, 60, site => site.Victim.Faults.IsBabbling = true)
        {
            End = site => site.Victim.Faults.IsBabbling = false,
            RecoverySeconds = AnnounceSeconds + 3,
        };
        yield return new BusFault("our id", "a unit with the master's own id is switched on", FaultReach.Nobody, 30, site => site.Intrude(OwnId, ConnectorModel.Firmware453))
        {
            End = site => site.Intruder!.PowerOff(),
        };
        yield return new BusFault("same id", "a second unit with the id of one that charges is switched on for 3 minutes", FaultReach.OneUnit, 180, site => site.Intrude(VictimId, ConnectorModel.Firmware44))
        {
            End = site => site.Intruder!.PowerOff(),
            RecoverySeconds = SuspicionSeconds + AnnounceSeconds + 3,
        };
    }

    private static IEnumerable<BusFault> Masters()
    {
        yield return new BusFault("second master", "another master speaks for 20 s", FaultReach.Everybody, 20, _ => { }) { Step = site => site.SpeakAsOtherMaster(), RecoverySeconds = 60 + AnnounceSeconds + 3 };
        yield return new BusFault("process stopped", "the program gets no time for 5 s", FaultReach.Everybody, 5, site => site.IsMasterStopped = true) { End = site => site.IsMasterStopped = false };
        yield return new BusFault("restart", "the program crashes and is back after 3 s", FaultReach.Everybody, 3, site => site.IsMasterStopped = true) { End = site => Start(site, false) };
        yield return new BusFault("restart, long", "the program crashes and is back after 45 s", FaultReach.Everybody, 45, site => site.IsMasterStopped = true)
        {
            End = site => Start(site, false),
        };
        yield return new BusFault("start among strangers", "after 45 s the program is back without memory: all units announce themselves at once", FaultReach.Everybody, 45, site => site.IsMasterStopped = true)
        {
            End = site => Start(site, true),
            RecoverySeconds = AnnounceSeconds + 3,
        };
        yield return new BusFault("power cut", "all units lose their power for 10 s and come back together", FaultReach.Everybody, 10, site => ForAll(site, unit => unit.PowerOff()))
        {
            End = site => ForAll(site, unit => unit.PowerOn()),
            RecoverySeconds = BootSeconds + AnnounceSeconds + 3,
        };
    }

    private static BusFault Reply(string name, string story, Action<ConnectorFaults> begin, Action<ConnectorFaults> end)
    {
        return new BusFault(name, story, FaultReach.Nobody, 120, site => site.ForAll(begin)) { End = site => site.ForAll(end) };
    }

    private static void ForAll(FaultSite site, Action<SimulatedConnector> change)
    {
        foreach (SimulatedConnector unit in site.Units)
        {
            change(unit);
        }
    }

    private static void Start(FaultSite site, bool forgets)
    {
        site.Bus.Reopen();
        site.Master!.Restart(forgets);
        site.IsMasterStopped = false;
    }
}
