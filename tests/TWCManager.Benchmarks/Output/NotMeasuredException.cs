namespace TWCManager.Benchmarks.Output;

/// <summary>A figure could not be measured; the message says why.</summary>
internal sealed class NotMeasuredException(string why) : Exception(why);
