using System;
using System.IO;
using System.Threading;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Storage;

/// <summary>Small files on the chip's own littlefs drive.</summary>
/// <remarks>
/// Traps avoided: <c>Move</c> refuses to replace a file and there is no <c>Replace</c>, so a new file is written beside the old one,
/// which is then deleted, and a look for the new one belongs to every read; a write stops all threads while the flash
/// erases, so writing waits in a queue for a thread of its own and comes in whole files, not in pieces.
/// </remarks>
public sealed class FlashStorage : IStorage
{
    private const string ChipDrive = "I:\\";
    private const string NewSuffix = ".new";

    // Both copies of settings, state and sessions, the network and the record of the run, which all want to be stored before a restart.
    private const int Capacity = 8;

    private readonly object _queueLock = new object();
    private readonly object _fileLock = new object();
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private readonly string[] _names = new string[Capacity];
    private readonly byte[][] _contents = new byte[Capacity][];
    private readonly int[] _lengths = new int[Capacity];
    private readonly string _drive;
    private readonly ILog _log;
    private int _first;
    private int _count;
    private int _failures;

    /// <summary>Starts the thread that writes.</summary>
    public FlashStorage(ILog log)
        : this(log, ChipDrive)
    {
    }

    /// <summary>The same on another drive or in a folder; its name ends with a separator.</summary>
    internal FlashStorage(ILog log, string drive)
    {
        _log = log;
        _drive = drive;
        new Thread(Run).Start();
    }

    /// <inheritdoc/>
    public int Failures
    {
        get { return _failures; }
    }

    /// <inheritdoc/>
    public int Read(string name, byte[] buffer)
    {
        lock (_fileLock)
        {
            try
            {
                Recover(_drive + name);
                return File.Exists(_drive + name) ? ReadAll(_drive + name, buffer) : -1;
            }
            catch (Exception)
            {
                return -2;
            }
        }
    }

    /// <inheritdoc/>
    public bool TryWrite(string name, byte[] data, int length)
    {
        lock (_queueLock)
        {
            if (_count == Capacity)
            {
                return false;
            }

            int last = (_first + _count) % Capacity;
            _names[last] = name;
            _contents[last] = data;
            _lengths[last] = length;
            _count++;
        }

        _wake.Set();
        return true;
    }

    // What is wrong with one file, be it that its trouble cannot even be told, must not end the thread: nothing would be stored any more.
    private void Run()
    {
        while (true)
        {
            _wake.WaitOne();
            while (_count > 0)
            {
                try
                {
                    WriteFirst();
                }
                catch (Exception)
                {
                    // Counted there; the next one.
                }
            }
        }
    }

    private void WriteFirst()
    {
        string name = _names[_first];
        bool isWritten = false;
        try
        {
            lock (_fileLock)
            {
                Recover(_drive + name);
                Replace(_drive + name, _contents[_first], _lengths[_first]);
                isWritten = true;
            }
        }
        finally
        {
            lock (_queueLock)
            {
                _contents[_first] = null;
                _first = (_first + 1) % Capacity;
                _failures += isWritten ? 0 : 1;
                _count--;
            }

            if (!isWritten)
            {
                _log.Write(LogLevel.Error, "Flash: " + name + " could not be written.");
            }
        }
    }

    // Both there: the power failed while the new one was written, the old one counts. Only the new one: it failed after the old one
    // was deleted, so the new one is whole.
    private static void Recover(string path)
    {
        string newPath = path + NewSuffix;
        if (!File.Exists(newPath))
        {
            return;
        }

        if (File.Exists(path))
        {
            File.Delete(newPath);
        }
        else
        {
            File.Move(newPath, path);
        }
    }

    private static void Replace(string path, byte[] content, int length)
    {
        if (!File.Exists(path))
        {
            // An empty file stands for none. Without it, a first write cut short would look like a whole new file.
            File.Create(path).Dispose();
        }

        using (FileStream stream = new FileStream(path + NewSuffix, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content, 0, length);
            stream.Flush();
        }

        File.Delete(path);
        File.Move(path + NewSuffix, path);
    }

    private static int ReadAll(string path, byte[] buffer)
    {
        using (FileStream stream = new FileStream(path, FileMode.Open, FileAccess.Read))
        {
            if (stream.Length == 0)
            {
                return -1;
            }

            if (stream.Length > buffer.Length)
            {
                return -2;
            }

            int wanted = (int)stream.Length;
            int length = 0;
            while (length < wanted)
            {
                int got = stream.Read(buffer, length, wanted - length);
                if (got <= 0)
                {
                    return -2;
                }

                length += got;
            }

            return length;
        }
    }
}
