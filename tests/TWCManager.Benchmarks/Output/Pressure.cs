using System.Diagnostics;
using System.Globalization;

namespace TWCManager.Benchmarks.Output;

/// <summary>How much programs had to wait for a processor of this machine: says what real-time figures are worth.</summary>
internal sealed class Pressure
{
    private const string PressureFile = "/proc/pressure/cpu";
    private const string Key = "total=";

    private readonly long _startTicks = Stopwatch.GetTimestamp();
    private readonly long _startUs = WaitedUs();

    /// <summary>A sentence about the time since this was made; empty where the system does not tell.</summary>
    public string Sentence
    {
        get
        {
            double tookUs = Stopwatch.GetElapsedTime(_startTicks).TotalMicroseconds;
            return _startUs < 0 ? "" : "Meanwhile something on this machine waited for a processor " + Samples.Ms((WaitedUs() - _startUs) * 100 / tookUs) + " % of the time.";
        }
    }

    // First line: "some avg10=0.00 avg60=0.00 avg300=0.00 total=12345", the total in microseconds.
    private static long WaitedUs()
    {
        if (!File.Exists(PressureFile))
        {
            return -1;
        }

        string line = File.ReadLines(PressureFile).First();
        int at = line.IndexOf(Key, StringComparison.Ordinal);
        return at >= 0 && long.TryParse(line[(at + Key.Length)..], CultureInfo.InvariantCulture, out long us) ? us : -1;
    }
}
