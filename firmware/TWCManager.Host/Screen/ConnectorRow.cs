namespace TWCManager.Host.Screen;

/// <summary>One wall connector on the screen.</summary>
/// <param name="Id">Four hex digits.</param>
/// <param name="State">Word for its state.</param>
/// <param name="OfferedCentiamps">What its car may draw, in 0.01 A.</param>
/// <param name="ConfirmedCentiamps">What it repeated back, in 0.01 A; null while it is not heard.</param>
/// <param name="ActualCentiamps">What its car draws, in 0.01 A; null while it is not heard.</param>
/// <param name="LimitCentiamps">The most it may ever be offered, in 0.01 A.</param>
/// <param name="PowerWatts">What its car draws, in W.</param>
/// <param name="SessionWattHours">What its car took since it was plugged in, in Wh.</param>
/// <param name="Car">What is known of the car.</param>
/// <param name="Reason">Why it is offered that.</param>
/// <param name="HasProblem">Somebody should look.</param>
public sealed record ConnectorRow(
    string Id,
    string State,
    int OfferedCentiamps,
    int? ConfirmedCentiamps,
    int? ActualCentiamps,
    int LimitCentiamps,
    int PowerWatts,
    long SessionWattHours,
    string Car,
    string Reason,
    bool HasProblem);
