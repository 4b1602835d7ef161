using System.Text;
using TWCManager.Core.Files;
using TWCManager.Core.Json;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Files;

public class CheckedFileTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_saved_is_loaded()
    {
        FakeStorage storage = new();
        Assert.True(Save(storage, """{"a":1,"b":[{"c":"}"}]}"""));
        Assert.Equal(["state.bak", "state.json"], storage.Written);
        Assert.Matches("^{\"checksum\":\"[0-9A-F]{8}\",\"a\":1,\"b\":\\[{\"c\":\"}\"}\\]}$", Encoding.UTF8.GetString(storage.Files["state.json"]));
        CheckedFile file = new(storage, "state");
        Assert.EndsWith(""" "a":1,"b":[{"c":"}"}]}""".Trim(), Load(file));
        Assert.Equal(FileOrigin.Main, file.Origin);
        Assert.Null(file.Problem);
    }

    [Fact]
    public void An_empty_object_can_be_saved_too()
    {
        FakeStorage storage = new();
        Assert.True(Save(storage, "{}"));
        Assert.Matches("^{\"checksum\":\"[0-9A-F]{8}\"}$", Load(new CheckedFile(storage, "state")));
    }

    [Fact]
    public void No_file_is_no_problem()
    {
        CheckedFile file = new(new FakeStorage(), "state");
        Assert.Null(Load(file));
        Assert.Equal(FileOrigin.Missing, file.Origin);
        Assert.Null(file.Problem);
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData(" { \"a\" : 1 }\r\n")]
    [InlineData("\uFEFF{\"a\":1}")]                  // as some editors save it
    [InlineData("""{"x":{"checksum":"00000000"}}""")] // not ours
    public void A_file_without_checksum_is_taken_as_written_by_hand(string text)
    {
        FakeStorage storage = new();
        storage.Files["state.json"] = Encoding.UTF8.GetBytes(text);
        CheckedFile file = new(storage, "state");
        Assert.Equal(text.TrimStart('\uFEFF'), Load(file));
        Assert.Equal(FileOrigin.Main, file.Origin);
    }

    [Theory]
    [InlineData("", "state.json is no whole JSON object; its copy state.bak is used")]
    [InlineData("{", "state.json is no whole JSON object; its copy state.bak is used")]
    [InlineData("[]", "state.json is no whole JSON object; its copy state.bak is used")]
    [InlineData("{} {}", "state.json is no whole JSON object; its copy state.bak is used")]
    [InlineData("{\"a\":2,\n\"checksum\":\"00000000\"\n}\n", "state.json does not match its checksum (after editing by hand, delete the checksum line); its copy state.bak is used")]
    [InlineData("{\"checksum\":\"00000000\",\"a\":2}", "state.json does not match its checksum (after editing by hand, delete the checksum line); its copy state.bak is used")]
    [InlineData("{\"a\":2,\"checksum\":0}", "state.json does not match its checksum (after editing by hand, delete the checksum line); its copy state.bak is used")]
    [InlineData(null, "state.json is missing; its copy state.bak is used")]
    public void A_damaged_file_gives_way_to_its_copy(string? main, string problem)
    {
        FakeStorage storage = new();
        Assert.True(Save(storage, """{"a":1}"""));
        storage.Files.Remove("state.json");
        if (main != null)
        {
            storage.Files["state.json"] = Encoding.UTF8.GetBytes(main);
        }

        CheckedFile file = new(storage, "state");
        Assert.EndsWith("\",\"a\":1}", Load(file));
        Assert.Equal(FileOrigin.Backup, file.Origin);
        Assert.Equal(problem, file.Problem);
    }

    [Fact]
    public void After_a_damage_the_damaged_copy_is_written_first()
    {
        FakeStorage storage = new();
        Assert.True(Save(storage, """{"a":1}"""));
        storage.Files["state.json"] = [1, 2, 3];
        storage.Written.Clear();
        CheckedFile file = new(storage, "state");
        Load(file);
        Assert.True(Save(file, """{"a":2}"""));
        Assert.True(Save(file, """{"a":3}"""));
        Assert.Equal(["state.json", "state.bak", "state.bak", "state.json"], storage.Written);
    }

    [Fact]
    public void Two_damaged_copies_are_nothing_and_said()
    {
        FakeStorage storage = new();
        storage.Files["state.json"] = [1];
        storage.Files["state.bak"] = new byte[100000];
        CheckedFile file = new(storage, "state");
        Assert.Null(Load(file));
        Assert.Equal(FileOrigin.Damaged, file.Origin);
        Assert.Equal("state.json is no whole JSON object and its copy state.bak cannot be read or is too long; nothing of them is used", file.Problem);
    }

    [Fact]
    public void A_new_beginning_on_an_old_end_is_noticed_wherever_the_power_went()
    {
        FakeStorage storage = new();
        Assert.True(Save(storage, """{"user":"somebody","server":"pool"}"""));
        byte[] old = storage.Files["state.json"];
        Assert.True(Save(storage, """{"user":"x","server":"pool"}"""));
        byte[] young = storage.Files["state.json"];
        storage.Files.Remove("state.bak");
        for (int at = 1; at < young.Length; at++)
        {
            storage.Files["state.json"] = [.. young[..at], .. old[at..]];
            string? loaded = Load(new CheckedFile(storage, "state"));
            Assert.True(loaded == null || loaded == Encoding.UTF8.GetString(old), at + ": " + loaded);
        }
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        FakeStorage storage = new();
        Assert.True(Save(storage, """{"amps":16,"stopped":false}"""));
        byte[] good = storage.Files["state.json"];
        storage.Files.Remove("state.bak");
        int cases = 0;
        int accepted = 0;
        for (int at = 0; at < good.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++, cases++)
            {
                byte[] bad = (byte[])good.Clone();
                bad[at] ^= (byte)(1 << bit);
                storage.Files["state.json"] = bad;
                string? loaded = Load(new CheckedFile(storage, "state"));
                // What remains are blanks for blanks, the case of the checksum's digits, and a checksum by another name: the values are whole in all of them.
                accepted += loaded == null ? 0 : 1;
                Assert.True(loaded == null || loaded.TrimEnd().EndsWith(""" "amps":16,"stopped":false}""".Trim(), StringComparison.Ordinal), loaded);
            }
        }

        output.WriteLine(cases + " flipped bits, " + accepted + " of them outside the content");
        Assert.True(accepted < cases / 4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"checksum\":\"0000000")]
    [InlineData("{\"checksum\":\"00000000\"")]
    public void What_cannot_be_sealed_is_not_saved(string text)
    {
        FakeStorage storage = new();
        byte[] buffer = new byte[100];
        int length = Encoding.UTF8.GetBytes(text, buffer);
        Assert.False(new CheckedFile(storage, "state").TrySave(buffer, length));
        Assert.Empty(storage.Written);
        Assert.Equal(text, Encoding.UTF8.GetString(buffer, 0, length));
    }

    [Fact]
    public void A_failed_write_shows()
    {
        FakeStorage storage = new() { Failures = 3 };
        CheckedFile file = new(storage, "state");
        Assert.False(file.HasFailed);
        Assert.True(Save(file, "{}"));
        Assert.False(file.HasFailed);
        storage.Failures++;
        Assert.True(file.HasFailed);
        Assert.True(Save(file, "{}"));
        Assert.False(file.HasFailed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_refused_write_is_not_taken_for_done(int refusals)
    {
        FakeStorage storage = new() { Refusals = refusals };
        CheckedFile file = new(storage, "state");
        Assert.False(Save(file, "{}"));
    }

    private static bool Save(FakeStorage storage, string text)
    {
        return Save(new CheckedFile(storage, "state"), text);
    }

    private static bool Save(CheckedFile file, string text)
    {
        JsonWriter writer = new(200);
        CheckedFile.Begin(writer);
        byte[] opening = writer.Buffer[..writer.Length];
        byte[] content = [.. opening, .. Encoding.UTF8.GetBytes((text == "{}" ? "" : ",") + text[1..])];
        return file.TrySave(content, content.Length);
    }

    private static string? Load(CheckedFile file)
    {
        byte[] buffer = new byte[1000];
        int length = file.Load(buffer);
        return length < 0 ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
