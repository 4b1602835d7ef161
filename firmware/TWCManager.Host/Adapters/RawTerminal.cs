namespace TWCManager.Host.Adapters;

/// <summary>Modes of terminals: for the bus bytes as they are, 9600 baud, 8N1; for the screen no echo.</summary>
internal static unsafe class RawTerminal
{
    /// <summary>Sets an open terminal to what the bus needs.</summary>
    /// <returns>False when the system refuses or it is no terminal; the error number is the last P/Invoke error.</returns>
    public static bool TrySet(int handle)
    {
        if (Libc.GetAttributes(handle, out Libc.Termios attributes) != 0)
        {
            return false;
        }

        Libc.MakeRaw(ref attributes);
        attributes.ControlFlags |= Libc.Termios.CanRead | Libc.Termios.IgnoreModemLines;
        attributes.ControlFlags &= ~(Libc.Termios.StopBits2 | Libc.Termios.WithParity | Libc.Termios.HardwareHandshake);
        // With a minimum of one byte, a read of 0 bytes can only mean that the line was hung up; with 0 it would also mean "nothing yet".
        attributes.ControlCharacters[Libc.Termios.MinimumBytesIndex] = 1;
        attributes.ControlCharacters[Libc.Termios.WaitIndex] = 0;
        return Libc.SetInputSpeed(ref attributes, Libc.Speed9600) == 0
            && Libc.SetOutputSpeed(ref attributes, Libc.Speed9600) == 0
            && Libc.SetAttributes(handle, Libc.SetNow, in attributes) == 0;
    }

    /// <summary>Whether the terminal on standard input shows what is typed; without, keys do not spoil a picture.</summary>
    /// <returns>False when there is no terminal, it was that way already, or the system is not Linux.</returns>
    public static bool TrySetEcho(bool isOn)
    {
        if (!OperatingSystem.IsLinux() || Libc.GetAttributes(Libc.StandardInput, out Libc.Termios attributes) != 0 || (attributes.LocalFlags & Libc.Termios.Echo) != 0 == isOn)
        {
            return false;
        }

        attributes.LocalFlags ^= Libc.Termios.Echo;
        return Libc.SetAttributes(Libc.StandardInput, Libc.SetNow, in attributes) == 0;
    }
}
