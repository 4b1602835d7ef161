using System.Globalization;

namespace TWCManager.Benchmarks.Output;

/// <summary>Measured numbers and what is said of them.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = new List<double>();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get { return _values.Count; }
    }

    /// <summary>Arithmetic mean; 0 without any.</summary>
    public double Mean
    {
        get { return _values.Count == 0 ? 0 : _values.Average(); }
    }

    /// <summary>Smallest; 0 without any.</summary>
    public double Minimum
    {
        get { return _values.Count == 0 ? 0 : _values.Min(); }
    }

    /// <summary>Largest; 0 without any.</summary>
    public double Maximum
    {
        get { return _values.Count == 0 ? 0 : _values.Max(); }
    }

    /// <summary>Takes one.</summary>
    public void Add(double value)
    {
        _values.Add(value);
    }

    /// <summary>Value that the given share of all does not exceed; 0 without any.</summary>
    /// <param name="percent">0 to 100.</param>
    public double Percentile(double percent)
    {
        if (_values.Count == 0)
        {
            return 0;
        }

        double[] sorted = _values.ToArray();
        Array.Sort(sorted);
        int rank = (int)Math.Ceiling(sorted.Length * percent / 100);
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }

    /// <summary>How many exceed a value.</summary>
    public int CountAbove(double value)
    {
        return _values.Count(one => one > value);
    }

    /// <summary>A number for people: as many digits as it is worth.</summary>
    public static string Text(double value)
    {
        double size = Math.Abs(value);
        string format = size >= 100 || size == 0 ? "#,0" : size >= 10 ? "0.0" : size >= 0.1 ? "0.00" : "0.0000";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Whole milliseconds.</summary>
    public static string Ms(double value)
    {
        return Math.Round(value).ToString("#,0", CultureInfo.InvariantCulture);
    }
}
