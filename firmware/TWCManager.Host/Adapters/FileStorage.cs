using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>
/// Small files in a directory. A new content goes into a file beside the old one, is forced onto the disk and then takes its name:
/// a power cut at any moment leaves the one or the other, whole.
/// </summary>
public sealed class FileStorage : IStorage, IDisposable
{
    private const int QueueCapacity = 8;
    private const int DrainMs = 1000;
    private const string LockName = "lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory;
    private readonly ILog _log;
    private readonly BlockingCollection<Job> _queue = new BlockingCollection<Job>(QueueCapacity);
    private readonly Thread _writer;
    private readonly FileStream? _lock;
    private int _failures;
    private string? _lastProblem;

    /// <summary>Makes the directory if it is missing, and keeps it for this process alone: a second one would write its older state over ours.</summary>
    /// <exception cref="IOException">It cannot be made, or another process uses it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made or written.</exception>
    public FileStorage(string directory, ILog log)
    {
        _directory = directory;
        _log = log;
        // Only for the owner: the settings hold passwords.
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        }

        _lock = Lock(directory);
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "storage" };
        _writer.Start();
    }

    /// <inheritdoc/>
    public int Failures
    {
        get { return Volatile.Read(ref _failures); }
    }

    /// <inheritdoc/>
    public int Read(string name, byte[] buffer)
    {
        try
        {
            using FileStream file = File.OpenRead(Path.Combine(_directory, name));
            return file.Length > buffer.Length ? -2 : file.ReadAtLeast(buffer, (int)file.Length, throwOnEndOfStream: false);
        }
        catch (FileNotFoundException)
        {
            return -1;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Report("File " + name + " cannot be read: " + problem.Message);
            return -2;
        }
    }

    /// <inheritdoc/>
    public bool TryWrite(string name, byte[] data, int length)
    {
        return !_queue.IsAddingCompleted && _queue.TryAdd(new Job(name, data.AsSpan(0, length).ToArray()));
    }

    /// <summary>Writes what is waiting, for a second at most.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _writer.Join(DrainMs);
        _lock?.Dispose();
    }

    // The system gives the lock back when the process ends, however it ends. The file itself stays: to remove it would race with the next process.
    private static FileStream? Lock(string directory)
    {
        string path = Path.Combine(directory, LockName);
        FileStreamOptions options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (IOException problem) when (File.Exists(path))
        {
            throw new IOException("another TWCManager uses " + directory + "; give each its own directory, or end the other one first", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be written, nothing can be lost to another process either.
            return null;
        }
    }

    private void WriteAll()
    {
        foreach (Job job in _queue.GetConsumingEnumerable())
        {
            try
            {
                Replace(job);
                _lastProblem = null;
            }
            catch (Exception problem)
            {
                // Whatever it is: on this thread it would end the program, and with it the heartbeats.
                Interlocked.Increment(ref _failures);
                Report("File " + job.Name + " cannot be written: " + problem.Message);
            }
        }
    }

    private void Replace(Job job)
    {
        string target = Path.Combine(_directory, job.Name);
        string fresh = target + ".tmp";
        try
        {
            Write(job, fresh, target);
        }
        catch
        {
            // On a full disk an empty file would be all that is left of the try.
            File.Delete(fresh);
            throw;
        }
    }

    private void Write(Job job, string fresh, string target)
    {
        FileStreamOptions options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (FileStream file = new FileStream(fresh, options))
        {
            file.Write(job.Data);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, target, overwrite: true);
        SyncDirectory();
    }

    // The new name itself is on the disk only when the directory is. Elsewhere than on Linux the file system sees to it.
    private void SyncDirectory()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int handle = Libc.Open(_directory, Libc.OpenReadOnly | Libc.OpenCloseOnExec);
        if (handle < 0)
        {
            throw new IOException(Libc.Explain(Marshal.GetLastPInvokeError()));
        }

        Libc.Sync(handle);
        Libc.Close(handle);
    }

    private void Report(string text)
    {
        if (text != _lastProblem)
        {
            _lastProblem = text;
            _log.Write(LogLevel.Error, text);
        }
    }

    private sealed record Job(string Name, byte[] Data);
}
