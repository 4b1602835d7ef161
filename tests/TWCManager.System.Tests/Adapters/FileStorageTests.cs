using System.Text;
using TWCManager.Host.Adapters;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

public sealed class FileStorageTests : IDisposable
{
    private readonly ListLog _log = new ListLog();
    private readonly TemporaryDirectory _directory = new TemporaryDirectory();

    public void Dispose()
    {
        _directory.Dispose();
    }

    [Fact]
    public void What_was_written_is_read_by_the_next_run()
    {
        string place = _directory.File("new/data");
        using (FileStorage storage = new FileStorage(place, _log))
        {
            Assert.Equal(-1, storage.Read("settings.json", new byte[10]));
            Assert.True(Write(storage, "settings.json", "first"));
            Assert.True(Write(storage, "settings.json", "second"));
        }

        byte[] buffer = new byte[10];
        using FileStorage next = new FileStorage(place, _log);
        Assert.Equal(6, next.Read("settings.json", buffer));
        Assert.Equal("second", Encoding.ASCII.GetString(buffer, 0, 6));
    }

    [Fact]
    public void A_directory_belongs_to_one_process_until_it_ends()
    {
        string place = _directory.File("data");
        using (FileStorage first = new FileStorage(place, _log))
        {
            IOException refused = Assert.Throws<IOException>(() => new FileStorage(place, _log));
            Assert.Contains("another TWCManager uses " + place, refused.Message, StringComparison.Ordinal);
        }

        new FileStorage(place, _log).Dispose();
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_cut_but_refused()
    {
        File.WriteAllText(_directory.File("long"), "12345678901");
        using FileStorage storage = new FileStorage(_directory.Path, _log);

        Assert.Equal(-2, storage.Read("long", new byte[10]));
    }

    [Fact]
    public async Task Readers_see_the_old_or_the_new_content_at_any_moment()
    {
        string old = new string('a', 4000);
        string fresh = new string('b', 4000);
        File.WriteAllText(_directory.File("state"), old);
        FileStorage storage = new FileStorage(_directory.Path, _log);
        using CancellationTokenSource done = new CancellationTokenSource();
        Task<int> reader = Task.Run(() =>
        {
            int seen = 0;
            while (!done.IsCancellationRequested)
            {
                string text = File.ReadAllText(_directory.File("state"));
                Assert.True(text == old || text == fresh, "half a file: " + text.Length);
                seen++;
            }

            return seen;
        });

        for (int i = 0; i < 50; i++)
        {
            Wait.Until(() => Write(storage, "state", i % 2 == 0 ? fresh : old), "room in the queue");
        }

        storage.Dispose();
        await done.CancelAsync();
        Assert.True(await reader > 0);
        Assert.Equal(0, storage.Failures);
        Assert.Equal(["lock", "state"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_left_over_of_a_power_cut_does_no_harm()
    {
        File.WriteAllText(_directory.File("state"), "old");
        File.WriteAllText(_directory.File("state.tmp"), "half writ");
        byte[] buffer = new byte[10];
        using (FileStorage storage = new FileStorage(_directory.Path, _log))
        {
            Assert.Equal(3, storage.Read("state", buffer));
            Write(storage, "state", "new");
        }

        Assert.Equal("new", File.ReadAllText(_directory.File("state")));
    }

    [Fact]
    public void A_failing_directory_is_counted_told_once_and_survived()
    {
        string place = _directory.File("data");
        using FileStorage storage = new FileStorage(place, _log);
        Directory.Delete(place, recursive: true);

        Write(storage, "state", "1");
        Write(storage, "state", "2");
        Wait.Until(() => storage.Failures == 2, "two failures");
        Assert.Equal(1, _log.Count("File state cannot be written"));

        Directory.CreateDirectory(place);
        Write(storage, "state", "3");
        Wait.Until(() => File.Exists(Path.Combine(place, "state")), "written again");
        Assert.Equal(2, storage.Failures);
    }

    [Fact]
    public void Files_are_for_their_owner_only()
    {
        using (FileStorage storage = new FileStorage(_directory.File("data"), _log))
        {
            Write(storage, "settings.json", "{}");
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.File("data/settings.json")));
    }

    [Fact]
    public void A_queue_that_is_full_refuses_instead_of_waiting()
    {
        using FileStorage storage = new FileStorage(_directory.Path, _log);
        byte[] data = new byte[1000000];
        int refused = 0;

        // The disk takes longer for a megabyte than copying it does, so the queue of eight must overflow.
        for (int i = 0; i < 2000 && refused == 0; i++)
        {
            refused += storage.TryWrite("big", data, data.Length) ? 0 : 1;
        }

        Assert.Equal(1, refused);
    }

    private static bool Write(FileStorage storage, string name, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        return storage.TryWrite(name, bytes, bytes.Length);
    }
}
