using System;
using nanoFramework.Runtime.Native;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Health;

/// <summary>Says in the log whether the machine below is the one this image was made for.</summary>
/// <remarks>A firmware whose native parts do not fit does not start the image at all; then only the debug port tells. What fits is
/// named in firmware-version.txt.</remarks>
internal static class FirmwareCheck
{
    // As in firmware-version.txt.
    private const int Major = 1;
    private const int Minor = 17;

    internal static void Report(ILog log)
    {
        Version version = SystemInfo.Version;
        bool isKnown = version.Major == Major && version.Minor == Minor;
        log.Write(
            isKnown ? LogLevel.Info : LogLevel.Warning,
            "Firmware " + version.ToString() + " for " + SystemInfo.TargetName + (isKnown ? "" : "; this image was made for " + Major.ToString() + "." + Minor.ToString()));
    }
}
