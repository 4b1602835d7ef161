using System.Collections.Concurrent;
using System.Text;
using TWCManager.Core.Doctor;
using TWCManager.Core.Json;
using TWCManager.Core.Ports;

namespace TWCManager.Host.Adapters;

/// <summary>
/// A line that writes what goes over it into a file, one JSON object for each stretch. The copy is made on the control thread, the text is
/// written by a thread of its own: a full or slow disk loses lines, which are counted, and never holds the bus up.
/// </summary>
public sealed class SniffFile : ISerialLine, IDisposable
{
    /// <summary>The file does not grow beyond this, in bytes.</summary>
    public const int MostBytes = 100 * 1000 * 1000;

    private const int QueueCapacity = 1000;
    private const int LineCapacity = 4096;
    private const int DrainMs = 500;

    private readonly BusSniffer _sniffer;
    private readonly ISerialLine _port;
    private readonly Func<long> _nowMs;
    private readonly ILog _log;
    private readonly JsonWriter _json = new JsonWriter(LineCapacity);
    private readonly BlockingCollection<string> _queue = new BlockingCollection<string>(QueueCapacity);
    private readonly StreamWriter _file;
    private readonly Thread _writer;
    private int _lost;

    /// <summary>Makes the file anew and begins.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be made.</exception>
    public SniffFile(ISerialLine line, string path, Func<long> nowMs, ILog log)
    {
        _sniffer = new BusSniffer(line);
        _port = _sniffer;
        _nowMs = nowMs;
        _log = log;
        _file = new StreamWriter(OpenForOwner(path), new UTF8Encoding(false)) { NewLine = "\n" };
        _sniffer.NowMs = nowMs();
        _sniffer.Start(long.MaxValue, false, MostBytes);
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "sniff file" };
        _writer.Start();
    }

    // Vehicle identification numbers go over the bus.
    private static FileStream OpenForOwner(string path)
    {
        FileStreamOptions options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Lines that were lost because the disk was too slow.</summary>
    public int Lost
    {
        get { return _lost; }
    }

    /// <inheritdoc/>
    public bool IsOpen
    {
        get { return _port.IsOpen; }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        _sniffer.NowMs = _nowMs();
        Hand();
        return _port.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        return _port.Write(buffer, offset, count);
    }

    /// <summary>Ends the file with what is left. Nobody may read or write the line any more.</summary>
    public void Dispose()
    {
        _sniffer.End();
        while (_sniffer.IsRunning)
        {
            Hand();
        }

        _queue.CompleteAdding();
        if (_writer.Join(DrainMs))
        {
            _queue.Dispose();
        }
    }

    private void Hand()
    {
        if (_sniffer.TryWriteNext(_json) && !_queue.TryAdd(Encoding.UTF8.GetString(_json.Buffer, 0, _json.Length)))
        {
            _lost++;
        }
    }

    private void WriteAll()
    {
        try
        {
            foreach (string line in _queue.GetConsumingEnumerable())
            {
                _file.WriteLine(line);
                if (_queue.Count == 0)
                {
                    _file.Flush();
                }
            }

            _file.Dispose();
        }
        catch (IOException problem)
        {
            _log.Write(LogLevel.Warning, "The sniff file cannot be written: " + problem.Message);
        }
    }
}
