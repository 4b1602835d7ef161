namespace TWCManager.Core.Charging;

/// <summary>Cuts a grant from the sun to whole amperes once, so that a value that wavers about one changes nothing.</summary>
internal sealed class WholeAmps
{
    // A tenth of an ampere is noise of the meter and of the cars.
    private const int DeadBandCentiamps = 15;

    private int _centiamps;

    /// <summary>Whole amperes of a grant, as 0.01 A: it rises at the full ampere and falls a little below it.</summary>
    /// <param name="centiamps">Granted, in 0.01 A.</param>
    internal int Of(int centiamps)
    {
        bool isAbove = centiamps >= _centiamps + ControlTiming.StepCentiamps;
        if (isAbove || centiamps < _centiamps - DeadBandCentiamps)
        {
            _centiamps = centiamps - centiamps % ControlTiming.StepCentiamps;
        }

        return _centiamps;
    }
}
