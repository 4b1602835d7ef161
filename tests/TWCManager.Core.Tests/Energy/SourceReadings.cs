using TWCManager.Core.Energy;

namespace TWCManager.Core.Tests.Energy;

/// <summary>The readings of a source by their names.</summary>
internal static class SourceReadings
{
    extension(EnergySource source)
    {
        public EnergyReading Solar => source.Of(ReadingKind.Solar);

        public EnergyReading Grid => source.Of(ReadingKind.Grid);

        public EnergyReading House => source.Of(ReadingKind.House);

        public EnergyReading Battery => source.Of(ReadingKind.Battery);

        public EnergyReading BatterySoc => source.Of(ReadingKind.BatterySoc);
    }
}
