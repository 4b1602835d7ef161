using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Storage;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

/// <summary>The device's files, run on a PC in a folder: the order of steps is the device's, the file system is not.</summary>
public sealed class DeviceFlashStorageTests : IDisposable, ILog
{
    private readonly TemporaryDirectory _folder = new TemporaryDirectory();
    private readonly byte[] _buffer = new byte[64];
    private int _complaints;

    public void Dispose()
    {
        _folder.Dispose();
    }

    // Whatever is told about a file, it is told with the memory that may have caused it.
    void ILog.Write(LogLevel level, string text)
    {
        Thread.CurrentThread.IsBackground = true;
        Interlocked.Increment(ref _complaints);
        throw new OutOfMemoryException(text);
    }

    [Fact]
    public void A_file_that_cannot_be_written_or_told_of_does_not_end_the_writing()
    {
        FlashStorage storage = Make();
        Assert.Equal(1, storage.Failures);
        Write(storage, "state.json", "first");
        Write(storage, "state.json", "second");
        Wait.Until(() => Read(storage, "state.json") == "second", "written");
        Assert.Equal(1, storage.Failures);
        Assert.Equal(["state.json"], Files());
    }

    [Theory]
    [InlineData("old", null, "old")]
    [InlineData("old", "ne", "old")]
    [InlineData(null, "new", "new")]
    [InlineData("", "ne", null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void A_power_cut_between_any_two_steps_leaves_the_old_or_the_new_content(string? there, string? beside, string? expected)
    {
        FlashStorage storage = Make();
        Put("state.json", there);
        Put("state.json.new", beside);
        Assert.Equal(expected, Read(storage, "state.json"));
        Write(storage, "state.json", "next");
        Wait.Until(() => Read(storage, "state.json") == "next", "written");
        Assert.Equal(["state.json"], Files());
    }

    [Fact]
    public void A_file_that_is_too_long_is_told_from_one_that_is_not_there()
    {
        FlashStorage storage = Make();
        Put("state.json", new string('x', _buffer.Length + 1));
        Assert.Equal(-2, storage.Read("state.json", _buffer));
        Assert.Equal(-1, storage.Read("settings.json", _buffer));
    }

    private FlashStorage Make()
    {
        FlashStorage storage = new FlashStorage(this, _folder.Path + "/");
        Write(storage, "no/such/folder", "x");
        Wait.Until(() => Volatile.Read(ref _complaints) == 1, "complaint");
        return storage;
    }

    private void Put(string name, string? content)
    {
        if (content != null)
        {
            File.WriteAllText(_folder.File(name), content);
        }
    }

    private static void Write(FlashStorage storage, string name, string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        Assert.True(storage.TryWrite(name, content, content.Length));
    }

    private string? Read(FlashStorage storage, string name)
    {
        int length = storage.Read(name, _buffer);
        return length < 0 ? null : Encoding.UTF8.GetString(_buffer, 0, length);
    }

    private string[] Files()
    {
        return Directory.GetFiles(_folder.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToArray();
    }
}
