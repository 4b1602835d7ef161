namespace TWCManager.Esp32.Clock;

/// <summary>In place of the chip's clock: remembers what it was told.</summary>
public sealed class SystemWallClock
{
    /// <summary>The last date.</summary>
    public string Learned { get; private set; }

    public void LearnFrom(string date)
    {
        Learned = date;
    }
}
