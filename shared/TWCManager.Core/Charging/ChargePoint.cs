using TWCManager.Core.Bus;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Charging;

/// <summary>A wall connector with its car, as control sees it. Joins parts of which each writes only its own values.</summary>
public sealed class ChargePoint
{
    private bool _wasAnswered;

    internal ChargePoint(WallConnector connector, ChargerSettings settings, long nowMs)
    {
        Connector = connector;
        AddedMs = nowMs;
        Limits = new PointLimits(connector, settings);
        Car = new ConnectedCar(connector, nowMs);
        Energy = new ChargeEnergy(nowMs);
        Switch = new ChargeSwitch(nowMs);
        Offer = new Offer(nowMs);
        Stop = new StopLadder(this, nowMs);
    }

    /// <summary>The connector behind it.</summary>
    public WallConnector Connector { get; }

    /// <summary>What it may be offered at all, and on which conductors.</summary>
    public PointLimits Limits { get; }

    /// <summary>What is seen of its car.</summary>
    public ConnectedCar Car { get; }

    /// <summary>What it delivered.</summary>
    public ChargeEnergy Energy { get; }

    /// <summary>Whether its car may charge, as far as the grant goes.</summary>
    public ChargeSwitch Switch { get; }

    /// <summary>What the policy wishes for it.</summary>
    public PointWish Wish { get; } = new PointWish();

    /// <summary>What control wants it to hold, and why; the gate decides when that goes out.</summary>
    public Verdict Verdict { get; } = new Verdict();

    /// <summary>What its car may draw now, and why.</summary>
    public Offer Offer { get; }

    /// <summary>How far it is with stopping its car where a limit of 0 does not, and with starting it again.</summary>
    public StopLadder Stop { get; }

    /// <summary>What the connector's own counter says of the energy.</summary>
    public CounterCheck Counter { get; } = new CounterCheck();

    /// <summary>Its charging session; null before the first look.</summary>
    public ChargeSession Session { get; private set; }

    /// <summary>The wiring has room for its floor beside those that came before it.</summary>
    public bool HasRoom { get; private set; }

    /// <summary>It is there, has room and is the only one with its id: it takes part in the sharing.</summary>
    internal bool TakesPart
    {
        get { return HasRoom && !Connector.HasTwin && Connector.Link != LinkState.Lost; }
    }

    /// <summary>What frees its car from the 6 A trap; null where that is not wanted.</summary>
    internal TrapCure Cure { get; private set; }

    internal long AddedMs { get; }

    /// <summary>When it answered first after it had not.</summary>
    internal long LinkedMs { get; private set; }

    /// <summary>It reports an error, and not because its contactor is open on our order.</summary>
    public bool HasUnexpectedError
    {
        get { return Car.HasError && !Stop.IsAtContactor; }
    }

    /// <summary>Somebody should look at it. This is what `problem` means in the connector's document, in Home Assistant and on the screen.</summary>
    /// <remarks>
    /// A problem: not heard for 10 s or longer, an error, a car that draws more than it may, two units with its id, a car that must be plugged in anew.
    /// None: a link that is stale or only begins, heartbeats that we withhold to stop the car, an error while its contactor is open on our order, and
    /// whatever the wiring has no room for.
    /// </remarks>
    public bool HasProblem
    {
        get
        {
            bool isUnheard = Connector.Link >= LinkState.Offline && !Stop.IsSilent;
            return isUnheard || HasUnexpectedError || Car.IsOverdrawing || Connector.HasTwin || Stop.NeedsReplug;
        }
    }

    /// <summary>Takes in what the connector said last.</summary>
    /// <param name="lowestLimitCentiamps">What the wiring lets any connector have.</param>
    internal void Observe(int lowestLimitCentiamps, int assumedVolts, int assumedPhases, long nowMs)
    {
        Limits.Update(lowestLimitCentiamps);
        Car.Observe(Offer.Centiamps >= Limits.MinimumCentiamps, assumedVolts, assumedPhases, nowMs);
        Switch.Observe(Car);
        Energy.Observe(Car, nowMs);
        Counter.Update(Connector.Energy, Energy.TotalWattHours, Connector.HasAnswered && Connector.Link <= LinkState.Stale);
        if (Connector.HasAnswered && !_wasAnswered)
        {
            LinkedMs = nowMs;
        }

        _wasAnswered = Connector.HasAnswered;
    }

    /// <summary>Looks up what the settings say of this connector. Once for each change: finding the word of a connector in a text takes memory.</summary>
    internal void FollowChoices(ChargerSettings settings, long nowMs)
    {
        string idText = Connector.IdText;
        Limits.Rotate(settings.ChoiceFor(Setting.PhaseRotation, idText));
        Connector.IsOtherMake = settings.ChoiceFor(Setting.CarKind, idText) == Setting.CarOther;
        bool isCured = settings.ChoiceFor(Setting.TrapCure, idText) == Setting.CureOn && !Connector.IsOtherMake;
        Cure = !isCured ? null : Cure != null ? Cure : new TrapCure(nowMs);
    }

    internal void NoteRoom(bool hasRoom)
    {
        HasRoom = hasRoom;
    }

    internal void Begin(ChargeSession session)
    {
        Session = session;
    }
}
