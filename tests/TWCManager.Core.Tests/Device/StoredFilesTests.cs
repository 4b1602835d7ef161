using TWCManager.Core.Ports;
using TWCManager.Esp32.Storage;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class StoredFilesTests
{
    [Fact]
    public void A_queue_that_is_full_for_a_moment_leaves_no_secret_behind()
    {
        Queue queue = new(5);
        StoredFiles.Forget(queue);
        Assert.Equal(["sessions.bak", "sessions.json", "settings.bak", "settings.json", "state.bak", "state.json", "wifi.txt"], queue.Emptied.Order());
    }

    [Fact]
    public void A_flash_that_takes_nothing_does_not_keep_it_for_ever()
    {
        Queue queue = new(int.MaxValue);
        StoredFiles.Forget(queue);
        Assert.Empty(queue.Emptied);
    }

    // Refuses, as the one of the device does while too much waits.
    private sealed class Queue(int refusals) : IStorage
    {
        private int _refusals = refusals;

        public List<string> Emptied { get; } = [];

        public int Failures
        {
            get { return 0; }
        }

        public int Read(string name, byte[] buffer)
        {
            return -1;
        }

        public bool TryWrite(string name, byte[] data, int length)
        {
            Assert.Equal(0, length);
            if (_refusals > 0)
            {
                _refusals--;
                return false;
            }

            Emptied.Add(name);
            return true;
        }
    }
}
