using TWCManager.Simulation;

namespace TWCManager.Host.Day;

/// <summary>Shows a site as it was some seconds ago, as a slow meter does.</summary>
internal sealed class MeterDelay
{
    private readonly SiteSnapshot[] _seconds;
    private long _count;

    /// <param name="lagSeconds">Age of what is shown; 0 for the present.</param>
    public MeterDelay(int lagSeconds)
    {
        _seconds = new SiteSnapshot[lagSeconds + 1];
    }

    /// <summary>The powers of <c>lagSeconds</c> ago, or the first ones until then.</summary>
    public SiteSnapshot Shown
    {
        get { return _seconds[_count >= _seconds.Length ? _count % _seconds.Length : 0]; }
    }

    /// <summary>Takes the powers of this second. Call it once a second.</summary>
    public void Add(SiteSnapshot site)
    {
        _seconds[_count % _seconds.Length] = site;
        _count++;
    }
}
