using System.Threading;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Storage;

/// <summary>Forgets what was entered and learned, as far as it is in files. The record of the runs stays.</summary>
internal static class StoredFiles
{
    // The queue of the storage may be full for a moment; a flash that takes nothing must not keep the restart from coming.
    private const int PauseMs = 100;
    private const int Tries = 20;

    /// <summary>Has all files emptied in the background. Waits while the storage has no room for more.</summary>
    public static void Forget(IStorage storage)
    {
        // Secrets first. Both copies: with one left, it would be taken for the whole truth. An empty file is none.
        string[] files = new string[] { "wifi.txt", "settings.json", "settings.bak", "state.json", "state.bak", "sessions.json", "sessions.bak" };
        byte[] nothing = new byte[0];
        int tries = 0;
        for (int i = 0; i < files.Length && tries < Tries; i++)
        {
            while (!storage.TryWrite(files[i], nothing, 0) && tries < Tries)
            {
                tries++;
                Thread.Sleep(PauseMs);
            }
        }
    }
}
