namespace TWCManager.Core.Tests.Documents;

/// <summary>What the documents say about each published value. A test asks for a text for every key and every entity.</summary>
internal static class ValueTexts
{
    /// <summary>Keys of the site's document that share a text, and the text. Keys of an object follow its name and a point.</summary>
    public static readonly (string Keys, string Text)[] Site =
    [
        ("policy", "`stopped`, `chargeNow`, `scheduled`, `green`, `fixed` or `none`: the first of these wishes that applies"),
        ("reason", "why, as a sentence"),
        ("solarWatts houseWatts", "never negative; the house includes the cars"),
        ("gridWatts", "+ import, − export"),
        ("batteryWatts batterySoc", "+ discharging, − charging; how full the house battery is"),
        ("surplusWatts surplusProblem", "what cars may take in all; `surplusProblem` says why it is `null`"),
        ("meterLagSeconds", "least and most age that the meter's powers can have: 0 and 62 until the manager has learned it from the steps of the cars"),
        ("availableAmps", "what the policy grants to all cars together; what it grants from the sun has parts of an ampere, which are offered as whole amperes"),
        ("chargingWatts offeredAmps actualAmps", "sums over all connectors. While no connector is heard, right after a start say, what the cars draw is `null`, and so are `phaseAmps` and the numbers of cars in `totals`"),
        ("phaseAmps", "what the cars draw on L1, L2 and L3 of the supply, from their meters and `phaseRotation`; `null` while the phases of one that charges are not known"),
        ("limits.wiringMaxAmpsAllTWCs limits.wiringMaxAmpsPerTWC", "the wiring limits in force: the settings of these names"),
        ("totals.energyKwh totals.sessionKwh", "sums over all connectors; `energyKwh` never falls"),
        ("totals.connectors totals.carsPlugged totals.carsCharging", "how many there are"),
        ("stopped chargingAllowed", "whether `stop` holds; the opposite, as a state for a switch"),
        ("chargeNowAmps chargeNow", "`null`, or the current of a charge now, and `{\"amps\":16,\"minutesLeft\":60}`"),
        ("sources", "per source `notConfigured`, `waiting`, `ok`, `stale`, `failed` or `configurationError`, the age of its last good reply, and what is wrong"),
        ("sourceProblem", "`ON` when a source is stale, has failed or is configured wrongly"),
        ("bus.state bus.secondMaster", "`silent`, `listening`, `announcing`, `running` or `otherMaster` (then `secondMaster` has its id)"),
        ("bus.frames bus.noise bus.badChecksum bus.badEscape bus.badLength bus.unknownType bus.overflow bus.echo bus.timeouts", "frames taken, and what was [dropped and why](protocol.md#receive-rules)"),
        ("bus.errorPercent", "share of damaged frames in the last full minute: frames that began and did not arrive whole (bad escape, length or checksum, overflow, timeout, or no opening delimiter); a whole frame of an unknown type is not damaged"),
        ("busConnected", "`ON` while heartbeats run"),
        ("uptimeSeconds version", "of this program"),
    ];

    /// <summary>The same of a connector's document.</summary>
    public static readonly (string Keys, string Text)[] Connector =
    [
        ("id protocol", "four upper-case hex digits; 1 or 2"),
        ("ratedAmps", "what the connector says it can carry"),
        ("limitAmps", "the most it may ever be offered: the lowest of wiring limits and rating"),
        ("offeredAmps confirmedAmps actualAmps", "what we tell it, what it repeats, what its car draws"),
        ("phaseAmps volts", "from its meter, which is read every 10 to 60 s and may lag behind `actualAmps`; `null` where the unit or the phase has none, when its last answer is older than 150 s, and `phaseAmps` also from the moment in which a car begins to draw or stops until the meter has been read again"),
        ("conductors", "conductors of the supply on which it counts in the wiring limit: those of `phaseRotation`, or all three when its meter shows voltage on more phases than were named"),
        ("powerWatts", "`actualAmps` times the volts of the phases in use; which those are the meter tells 10 s after the start, before that (and from units without phase currents) `numberOfPhases`"),
        ("state stateCode", "[state of the heartbeat](protocol.md#states); while it is not heard, the state of the link"),
        ("link", "`linking`, `online`, `stale` (5 s), `offline` (10 s), `lost` (26 s)"),
        ("car", "`none`, `plugged`, `charging` or `unknown`"),
        ("plugged charging", "the same as `ON` and `OFF`; `null` when the connector is not heard"),
        ("problem", "`ON` when offline, lost, in error (not while its contactor is open on our order), when the car draws more than it may, when two units answer to its id, or when the car did not start again after it was cut off; `OFF` while heartbeats are withheld to stop the car"),
        ("vin serial firmware", "of the car, and of the connector, as far as it has said them"),
        ("energyKwh", "integrated by us since the connector is known; kept over restarts, never falls, but a crash or power cut can cost the last ten minutes. The connector's own counter is not in it: it moves in whole kWh, and some have defects"),
        ("sessionKwh sessionStart", "since the car was plugged in, and when that was (`null` without a clock); both outlive a restart"),
        ("plugIns", "cars plugged in since the connector is known"),
        ("lastSessionKwh lastSessionEnd", "the last session here that took energy"),
        ("energyCheck", "`agrees` or `disagrees`: what the connector's own counter says of the last 5 kWh, in kWh or Wh as it counts; `null` before, and where there is no counter. `disagrees` is a defective counter, or a car on other phases than we think (`numberOfPhases`)"),
        ("reason reasonCode", "why it is offered that: a sentence, and a fixed word for automations"),
        ("wanted", "`ON` while a car here may charge, as far as the grant goes; also without a car"),
        ("stop", "[how far it is](stopping.md#the-state-machine) with stopping the car or starting it again: `free`, `welcome`, `asking`, `minimum`, `opening`, `silencing`, `stopped`, `open`, `held`, `starting`, `closing`, `resuming`, `gaveUp` or `recalling`"),
        ("stopMethod", "what is allowed here: the setting, for this connector"),
        ("interruptions", "times the car was cut off (contactor, silence) since it was plugged in"),
        ("heartbeatsSent heartbeatsAnswered linkDrops longestGapMs", "health of the link"),
    ];

    /// <summary>What the entities of the site are, by the end of their unique id.</summary>
    public static readonly Dictionary<string, string> SiteEntities = new()
    {
        ["policy"] = "the wish that rules",
        ["reason"] = "why",
        ["charge"] = "what all cars draw together",
        ["energy"] = "what all cars took together",
        ["available"] = "granted to all cars",
        ["offered"] = "sent to the connectors",
        ["actual"] = "drawn by the cars",
        ["source"] = "a source of readings is in trouble",
        ["bus"] = "heartbeats run",
        ["doctor"] = "the doctor found a fault; the sentences are in its attributes",
        ["surplus"] = "what cars may take of the sun; unknown when there is no reading",
        ["solar"] = "unknown when there is no reading",
        ["grid"] = "+ import, − export; unknown when there is no reading",
        ["house"] = "the cars included; unknown when there is no reading",
        ["battery"] = "+ discharging, − charging; unknown when there is no reading",
        ["soc"] = "how full the house battery is",
    };

    /// <summary>What the entities of a connector are.</summary>
    public static readonly Dictionary<string, string> ConnectorEntities = new()
    {
        ["power"] = "what the car draws",
        ["energy"] = "what cars took here; for the energy dashboard",
        ["session"] = "since the car was plugged in",
        ["actual"] = "drawn by the car, per phase",
        ["offered"] = "what the car may draw, per phase",
        ["state"] = "state of the heartbeat, or of the link while it is not heard",
        ["plug"] = "a car is plugged in",
        ["charging"] = "the car draws current",
        ["reason"] = "why it is offered that",
        ["problem"] = "something is wrong here",
        ["link"] = "how well it is heard",
        ["v1"] = "from its meter",
        ["v2"] = "from its meter",
        ["v3"] = "from its meter",
        ["vin"] = "the VIN of the car",
        ["wanted"] = "there is enough for this car: as a state what is asked on `request`",
        ["stopMethod"] = "how far TWCManager may go to stop a car here: the [setting](settings.md), for this connector",
        ["last_session"] = "the last session here that took energy",
    };
}
