namespace TWCManager.Core.Energy;

/// <summary>Power at the grid connection: what a meter says, or house - solar - battery.</summary>
internal sealed class GridPower
{
    private readonly EnergyChoice _meter;
    private readonly EnergyChoice _house;
    private readonly EnergyChoice _solar;
    private readonly EnergyChoice _battery;

    public GridPower(EnergyChoice meter, EnergyChoice house, EnergyChoice solar, EnergyChoice battery)
    {
        _meter = meter;
        _house = house;
        _solar = solar;
        _battery = battery;
    }

    /// <summary>True when it may be shown.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>W, + import; 0 when not known.</summary>
    public int Watts { get; private set; }

    /// <summary>Quantity whose age is the age of the whole, however old; null when there is nothing to make it of.</summary>
    public EnergyChoice Oldest { get; private set; }

    /// <summary>Reading that contains the cars' own draw, or null.</summary>
    public EnergyReading Meter { get; private set; }

    /// <summary>Finds it anew. A meter at the connection is better than a sum, and a young sum is better than an old meter.</summary>
    /// <param name="freshMs">Limit of age for control.</param>
    /// <param name="shownMs">Limit of age for showing.</param>
    public void Find(long nowMs, long freshMs, long shownMs)
    {
        EnergyChoice oldest = OldestOfSum();
        bool isSumUsable = oldest != null && oldest.Reading.IsFresh(nowMs, _meter.IsKnown ? freshMs : shownMs);
        if (_meter.IsFresh || !isSumUsable)
        {
            IsKnown = _meter.IsKnown;
            Watts = _meter.Value;
            Oldest = _meter.Reading != null ? _meter : oldest;
        }
        else
        {
            IsKnown = true;
            Watts = NotNegative(_house.Value) - NotNegative(_solar.Value) - _battery.Value;
            Oldest = oldest;
        }

        Meter = Oldest == null ? null : Oldest == _meter ? _meter.Reading : _house.Reading;
    }

    private static int NotNegative(int value)
    {
        return value > 0 ? value : 0;
    }

    // The oldest of the readings that the sum needs, or null when one of them is missing. No battery is no reading missing, if there never was one.
    private EnergyChoice OldestOfSum()
    {
        if (_house.Reading == null || _solar.Reading == null || (_battery.Reading == null && _battery.HasEverHadValue()))
        {
            return null;
        }

        EnergyChoice oldest = _house.Reading.AtMs <= _solar.Reading.AtMs ? _house : _solar;
        return _battery.Reading != null && _battery.Reading.AtMs < oldest.Reading.AtMs ? _battery : oldest;
    }
}
