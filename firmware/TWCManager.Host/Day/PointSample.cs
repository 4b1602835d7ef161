namespace TWCManager.Host.Day;

/// <summary>A charge point in one minute of the day.</summary>
/// <param name="Id">Four hex digits.</param>
/// <param name="OfferedCentiamps">What its car might draw, in 0.01 A.</param>
/// <param name="ActualCentiamps">What it drew, in 0.01 A.</param>
/// <param name="LimitCentiamps">The most it could be offered, in 0.01 A.</param>
/// <param name="Reason">Word for why.</param>
/// <param name="Sentence">Why, with numbers.</param>
internal sealed record PointSample(string Id, int OfferedCentiamps, int ActualCentiamps, int LimitCentiamps, string Reason, string Sentence);
