using System.Text;
using TWCManager.Core.Tests.Settings;
using TWCManager.Esp32.Network;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class WifiCredentialsTests
{
    private readonly FakeStorage _storage = new();

    [Theory]
    [InlineData("home\nsecret 1\n", "home", "secret 1", false)]
    [InlineData("\uFEFFhome\r\nsecret\r\n", "home", "secret", false)]
    [InlineData("home", "home", "", false)]
    [InlineData("home\n\njoined\n", "home", "", true)]
    [InlineData("", "", "", false)]
    public void The_file_is_read_as_editors_write_it(string file, string name, string password, bool wasJoined)
    {
        _storage.Files["wifi.txt"] = Encoding.UTF8.GetBytes(file);
        WifiCredentials credentials = new(_storage);
        Assert.Equal((name, password, wasJoined), (credentials.Ssid, credentials.Password, credentials.WasJoined));
    }

    [Fact]
    public void What_is_kept_is_there_at_the_next_start_and_has_to_prove_itself_anew()
    {
        WifiCredentials credentials = new(_storage);
        Assert.True(credentials.TryKeep("caf\u00e9", "geheim", true));
        credentials = new WifiCredentials(_storage);
        Assert.Equal(("caf\u00e9", "geheim", true), (credentials.Ssid, credentials.Password, credentials.WasJoined));
        Assert.True(credentials.TryKeep("other", "", false));
        credentials = new WifiCredentials(_storage);
        Assert.Equal(("other", "", false), (credentials.Ssid, credentials.Password, credentials.WasJoined));
    }

    [Fact]
    public void What_could_not_be_kept_changes_nothing()
    {
        WifiCredentials credentials = new(_storage);
        Assert.True(credentials.TryKeep("home", "geheim", true));
        _storage.Refusals = 1;
        Assert.False(credentials.TryKeep("other", "x", false));
        Assert.Equal(("home", "geheim", true), (credentials.Ssid, credentials.Password, credentials.WasJoined));
    }
}
