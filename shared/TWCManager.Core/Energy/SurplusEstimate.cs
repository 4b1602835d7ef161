namespace TWCManager.Core.Energy;

/// <summary>Keeps the surplus between the least and the most that a late meter leaves possible, so that control cannot chase its own steps.</summary>
/// <remarks>
/// What a meter reports already contains what the cars drew when it measured, but nobody says when that was. So the cars' draw of every possible moment is
/// added back: the least makes the least surplus, the most makes the most. The estimate rises only as far as the least allows, falls only as far as the most
/// demands, and stays in between. A constant sun therefore ends every change, however late the meter is.
/// </remarks>
public sealed class SurplusEstimate
{
    // The cars' draw as we know it is up to a second old, and a meter needs some seconds. A raise never counts on less.
    private const int SureLagSeconds = 4;

    // More than a cloud's edge adds between two readings. A wilder rise waits until a second reading says the same.
    private const int WildWatts = 5000;

    private readonly DrawHistory _draw = new DrawHistory();
    private readonly MeterLag _lag = new MeterLag();
    private bool _isKnown;
    private bool _isLagGiven;
    private int _leastDraw;
    private int _mostDraw;
    private int _least;
    private int _leastBefore;
    private int _heldBefore;
    private int _heldLongBefore;

    /// <summary>The surplus, W; 0 while it is not known.</summary>
    public int Watts { get; private set; }

    /// <summary>Shortest age that the meter's powers can have, s.</summary>
    public int LeastLagSeconds
    {
        get { return _lag.LeastSeconds; }
    }

    /// <summary>Longest age that the meter's powers can have, s.</summary>
    public int MostLagSeconds
    {
        get { return _lag.MostSeconds; }
    }

    /// <summary>Takes what the cars draw now, W.</summary>
    public void AddDraw(long nowMs, int watts)
    {
        _draw.Add(nowMs, watts);
    }

    /// <summary>Takes a new reading.</summary>
    /// <param name="atMs">Moment that the reading is at least as young as.</param>
    /// <param name="gridWatts">Power at the grid connection, W, + import.</param>
    /// <param name="isOtherMeter">True if another meter than before is read: nothing of its lag is known.</param>
    /// <param name="lagSeconds">Age of its powers as the owner says, s; 0 if it is to be learned.</param>
    public void AddReading(long atMs, int gridWatts, bool isOtherMeter, int lagSeconds)
    {
        long second = atMs / 1000;
        if (isOtherMeter || (_isLagGiven && lagSeconds == 0))
        {
            _lag.Forget();
        }

        _isLagGiven = lagSeconds > 0;

        if (lagSeconds > 0)
        {
            _lag.Set(lagSeconds);
        }
        else
        {
            _lag.Learn(second, gridWatts, _draw);
        }

        _leastBefore = _least;
        _heldLongBefore = _heldBefore;
        _heldBefore = Watts;
        _mostDraw = _draw.Most(second - _lag.MostSeconds, second - _lag.LeastSeconds);
        int learned = _draw.Least(second - _lag.MostSeconds, second - _lag.LeastSeconds);
        int sure = _draw.Least(second - SureLagSeconds, second);
        _leastDraw = learned < sure ? learned : sure;
    }
    /// <summary>Finds the surplus anew.</summary>
    /// <param name="takenWatts">What the cars' draw does not leave as surplus: import, what the house battery gives, and the reserve, W.</param>
    public void Update(int takenWatts)
    {
        int least = _leastDraw - takenWatts;
        int most = _mostDraw - takenWatts;
        if (!_isKnown)
        {
            _isKnown = true;
            Watts = least < _leastDraw ? least : _leastDraw;
        }

        _least = least;
        if (least > Watts && !IsWild(least))
        {
            Watts = least;
        }
        else if (most < Watts)
        {
            Watts = most;
        }
    }

    /// <summary>The surplus is not known any more.</summary>
    public void Forget()
    {
        _isKnown = false;
        Watts = 0;
        _least = 0;
        _leastBefore = 0;
        _heldBefore = 0;
        _heldLongBefore = 0;
    }

    // What the cars draw already is no rise. What was held before a fall counts too: the reading after a single low one is not wild.
    private bool IsWild(int least)
    {
        int known = _leastBefore > Watts ? _leastBefore : Watts;
        known = _leastDraw > known ? _leastDraw : known;
        known = _heldLongBefore > known ? _heldLongBefore : known;
        return least > known + WildWatts;
    }
}
