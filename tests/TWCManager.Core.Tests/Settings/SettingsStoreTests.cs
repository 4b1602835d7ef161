using System.Text;
using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

public class SettingsStoreTests(ITestOutputHelper output)
{
    [Fact]
    public void A_change_is_saved_at_once_twice_and_found_after_a_restart()
    {
        FakeStorage storage = new();
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        store.Tick(settings, 0);
        Assert.Empty(storage.Written);
        Assert.True(settings.TrySetAll("""{"nodeId":"cellar","mqttPassword":"\"s3cret\\","scheduledAmpsDays":"mon"}""", true, out _));
        store.Tick(settings, 10);
        store.Tick(settings, 20);
        Assert.Equal(["settings.bak", "settings.json"], storage.Written);
        ChargerSettings loaded = Loaded(storage, out SettingsStore next);
        Assert.Equal(settings.Snapshot(), loaded.Snapshot());
        Assert.Equal("\"s3cret\\", loaded.Text(Setting.MqttPassword));
        Assert.Null(next.Problem);
        next.Tick(loaded, 0);
        Assert.Equal(2, storage.Written.Count);
    }

    [Fact]
    public void The_file_has_a_line_for_each_setting()
    {
        FakeStorage storage = new();
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "32", true, out _));
        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "20", false, out _));
        Assert.True(store.Flush(settings));
        string[] lines = Encoding.UTF8.GetString(storage.Files["settings.json"]).Split('\n');
        Assert.Equal("{", lines[0]);
        Assert.StartsWith("\"checksum\":\"", lines[1]);
        Assert.Equal("\"wiringMaxAmpsAllTWCs\":32,", lines[2]);
        Assert.Equal("\"wiringMaxAmpsAllTWCsLoweredTo\":20,", lines[3]);
        Assert.Equal("\"wiringMaxAmpsPerTWC\":0,", lines[4]);
        Assert.Equal(Setting.Count + 3, lines.Length);
        Assert.EndsWith("}", lines[^1]);
    }

    [Fact]
    public void A_storm_of_changes_is_saved_every_few_seconds_and_the_last_one_too()
    {
        FakeStorage storage = new();
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        for (int ms = 0; ms < 60000; ms += 100)
        {
            Assert.True(settings.TrySet("startStopDelay", (ms / 100).ToString(), false, out _));
            store.Tick(settings, ms);
        }

        Assert.Equal(2 * 60000 / SettingsStore.PauseMs, storage.Written.Count);
        store.Tick(settings, 60000 + SettingsStore.PauseMs);
        Assert.Equal("599", Loaded(storage, out _).Text(Setting.StartStopDelay));
    }

    [Fact]
    public void At_an_orderly_end_nothing_waits()
    {
        FakeStorage storage = new();
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        Assert.True(settings.TrySet("nodeId", "a", true, out _));
        store.Tick(settings, 0);
        Assert.True(settings.TrySet("nodeId", "b", true, out _));
        store.Tick(settings, 1);
        Assert.True(store.Flush(settings));
        Assert.Equal("b", Loaded(storage, out _).Text(Setting.NodeId));
        Assert.True(store.Flush(settings));
        Assert.Equal(4, storage.Written.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_the_storage_does_not_take_is_offered_again_at_the_next_tick(int refusals)
    {
        FakeStorage storage = new() { Refusals = refusals };
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        Assert.True(settings.TrySet("nodeId", "a", true, out _));
        for (int tick = 0; tick < refusals; tick++)
        {
            store.Tick(settings, tick * 10);
        }

        Assert.True(settings.TrySet("nodeId", "b", true, out _));
        store.Tick(settings, refusals * 10);
        Assert.Equal("b", Loaded(storage, out _).Text(Setting.NodeId));
    }

    [Fact]
    public void A_failed_write_is_repeated_ever_more_rarely_and_said()
    {
        FakeStorage storage = new();
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        Assert.True(settings.TrySet("nodeId", "a", true, out _));
        store.Tick(settings, 0);
        List<int> attempts = [];
        for (int second = 1; second < 86400; second++)
        {
            int before = storage.Written.Count;
            storage.Failures++;
            store.Tick(settings, second * 1000L);
            if (storage.Written.Count > before)
            {
                attempts.Add(second);
            }
        }

        Assert.Equal([10, 30, 70, 150], attempts.Take(4));
        Assert.InRange(attempts.Count, 10, 40);
        Assert.Equal("settings.json may not have been written; it is written again", store.Problem);
        // A change is not made to wait for that.
        Assert.True(settings.TrySet("nodeId", "b", true, out _));
        store.Tick(settings, 86400 * 1000L + 5000);
        Assert.Equal("b", Loaded(storage, out _).Text(Setting.NodeId));
    }

    [Fact]
    public void Of_a_file_written_by_hand_the_good_values_are_used_and_the_bad_ones_named()
    {
        FakeStorage storage = new();
        storage.Files["settings.json"] = Encoding.UTF8.GetBytes("""
            {
              "minAmpsPerTWC": 900,
              "nodeId": "cellar",
              "foo": { "bar": [1, 2] },
              "mqttPassword": "s3cret\n",
              "wiringMaxAmpsAllTWCs": "32",
              "mqttTls": null
            }
            """);
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        Assert.Equal("cellar", settings.Text(Setting.NodeId));
        Assert.Equal(32, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(6, settings.Number(Setting.MinAmpsPerTWC));
        Assert.Equal("In the settings file: minAmpsPerTWC must be 5 to 80 A, got \"900\"; The value of \"foo\" must be a text, a number, true or false; "
            + "mqttPassword must be text of at most 200 characters without control characters; "
            + "The value of \"mqttTls\" must be a text, a number, true or false; the other values are used", store.Problem);
        // Left as it is until something changes: somebody may still be at it.
        store.Tick(settings, 100000);
        Assert.Empty(storage.Written);
    }

    [Fact]
    public void Many_bad_values_make_a_short_sentence()
    {
        FakeStorage storage = new();
        string members = string.Join(",", Enumerable.Range(0, 100).Select(i => "\"x" + i + "\":1"));
        storage.Files["settings.json"] = Encoding.UTF8.GetBytes("{" + members + "}");
        Loaded(storage, out SettingsStore store);
        Assert.EndsWith("There is no setting \"x4\"; and 95 more; the other values are used", store.Problem);
    }

    [Theory]
    [InlineData("""{"wiringMaxAmpsAllTWCsLoweredTo":20,"wiringMaxAmpsAllTWCs":32}""", 20, false)]    // in any order
    [InlineData("""{"wiringMaxAmpsAllTWCs":32,"wiringMaxAmpsAllTWCsLoweredTo":40}""", 32, true)]
    [InlineData("""{"wiringMaxAmpsAllTWCs":32,"wiringMaxAmpsAllTWCsLoweredTo":"x"}""", 32, true)]
    [InlineData("""{"wiringMaxAmpsAllTWCs":900,"wiringMaxAmpsAllTWCsLoweredTo":20}""", 0, true)]     // no ceiling, no limit
    [InlineData("""{"wiringMaxAmpsAllTWCsLoweredTo":20}""", 0, true)]
    [InlineData("""{"minAmpsPerTWC":20,"wiringMaxAmpsPerTWC":16,"wiringMaxAmpsAllTWCs":32}""", 32, false)]
    public void A_lowered_limit_in_the_file_is_never_above_the_local_one(string json, int expected, bool isProblem)
    {
        FakeStorage storage = new();
        storage.Files["settings.json"] = Encoding.UTF8.GetBytes(json);
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        Assert.Equal(expected, settings.Number(Setting.WiringMaxAmpsAllTWCs));
        Assert.Equal(isProblem, store.Problem != null);
    }

    [Fact]
    public void A_damaged_file_is_replaced_from_its_copy_at_once()
    {
        FakeStorage storage = new();
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        Assert.True(settings.TrySet("nodeId", "cellar", true, out _));
        Assert.True(store.Flush(settings));
        storage.Files["settings.json"][20] ^= 1;
        ChargerSettings loaded = Loaded(storage, out SettingsStore next);
        Assert.Equal("cellar", loaded.Text(Setting.NodeId));
        Assert.EndsWith("; its copy settings.bak is used", next.Problem);
        storage.Written.Clear();
        next.Tick(loaded, 0);
        Assert.Equal(["settings.json", "settings.bak"], storage.Written);
        Loaded(storage, out SettingsStore last);
        Assert.Null(last.Problem);
    }

    [Fact]
    public void With_both_copies_damaged_the_defaults_rule_and_nothing_charges()
    {
        FakeStorage storage = new();
        storage.Files["settings.json"] = "{\"wiringMaxAmpsAllTWCs\":32"u8.ToArray();
        storage.Files["settings.bak"] = [];
        ChargerSettings settings = Loaded(storage, out SettingsStore store);
        Assert.Equal(new ChargerSettings().Snapshot(), settings.Snapshot());
        Assert.EndsWith("; all settings have their defaults", store.Problem);
    }

    [Fact]
    public void A_power_cut_at_any_byte_leaves_the_old_settings_or_the_new_ones()
    {
        int cases = 0;
        foreach (FakeStorage.CutLeaves cut in Enum.GetValues<FakeStorage.CutLeaves>())
        {
            string old = "";
            string after = "";
            bool hasSeenOld = false;
            bool hasSeenNew = false;
            for (int bytes = 0; bytes == 0 || !hasSeenNew || bytes < 4000; bytes++, cases++)
            {
                FakeStorage storage = new();
                ChargerSettings settings = Loaded(storage, out SettingsStore store);
                Assert.True(settings.TrySetAll("""{"nodeId":"old","wiringMaxAmpsAllTWCs":32,"mqttPassword":"before"}""", true, out _));
                Assert.True(store.Flush(settings));
                old = settings.Snapshot();
                Assert.True(settings.TrySetAll("""{"nodeId":"a-new-name","wiringMaxAmpsAllTWCs":16,"mqttPassword":"after it"}""", true, out _));
                after = settings.Snapshot();
                storage.Cut = cut;
                storage.BytesLeft = bytes;
                Assert.True(store.Flush(settings));
                string found = Loaded(storage, out _).Snapshot();
                Assert.True(found == old || found == after, cut + " after " + bytes + " bytes: " + found);
                hasSeenOld |= found == old;
                hasSeenNew |= found == after;
            }

            Assert.True(hasSeenOld && hasSeenNew);
        }

        output.WriteLine(cases + " power cuts left old or new");
    }

    [Fact]
    public void Power_cut_after_power_cut_leaves_something_that_was_once_set()
    {
        const int Chains = 300;
        Random random = new(230);
        int cuts = 0;
        for (int chain = 0; chain < Chains; chain++)
        {
            FakeStorage storage = new() { Cut = (FakeStorage.CutLeaves)(chain % 2) };
            string found = new ChargerSettings().Snapshot();
            for (int life = 0; life < 20; life++, cuts++)
            {
                ChargerSettings settings = Loaded(storage, out SettingsStore store);
                Assert.Equal(found, settings.Snapshot());
                storage.BytesLeft = random.Next(6000);
                string before = settings.Snapshot();
                // The repair of a damaged copy comes first, then a change, both perhaps cut.
                store.Tick(settings, 0);
                Assert.True(settings.TrySet("mqttUser", new string((char)('a' + life), random.Next(1, 200)), true, out _));
                store.Tick(settings, SettingsStore.PauseMs);
                storage.BytesLeft = null;
                found = Loaded(storage, out _).Snapshot();
                Assert.True(found == before || found == settings.Snapshot(), "life " + life + " of chain " + chain + ": " + found);
            }
        }

        output.WriteLine(cuts + " power cuts in a row of lives left old or new");
    }

    [Fact]
    public void The_largest_settings_there_can_be_fit_into_the_file()
    {
        ChargerSettings settings = new();
        foreach (SettingDefinition definition in SettingsTable.All)
        {
            string largest = definition.Kind switch
            {
                SettingKind.Number => definition.Maximum.ToString(),
                SettingKind.Choice => definition.Choices.MaxBy(choice => choice.Length)!,
                SettingKind.Text => LargestText(definition),
                _ => definition.Default,
            };
            Assert.True(settings.TrySet(definition.Name, largest, true, out string error), error);
        }

        Assert.True(settings.TrySet("wiringMaxAmpsAllTWCs", "239", false, out _));
        Assert.True(settings.TrySet("wiringMaxAmpsPerTWC", "79", false, out _));
        FakeStorage storage = new();
        Loaded(storage, out SettingsStore store);
        Assert.True(store.Flush(settings));
        int length = storage.Files["settings.json"].Length;
        output.WriteLine("largest settings file: " + length + " of " + SettingsStore.FileCapacity + " bytes");
        Assert.InRange(length, 4000, SettingsStore.FileCapacity);
        Assert.Equal(settings.Snapshot(), Loaded(storage, out _).Snapshot());
    }

    // As long as allowed and, where anything goes, of characters that take two in the file.
    private static string LargestText(SettingDefinition definition)
    {
        switch (definition.Form)
        {
            case TextForm.Any:
            case TextForm.Topic:
                return new string('"', definition.Maximum);
            case TextForm.Url:
                return "http://" + new string('a', definition.Maximum - 7);
            case TextForm.Entity:
                return "sensor." + new string('a', definition.Maximum - 7);
            case TextForm.TimeZone:
                return new string('A', definition.Maximum - 2) + "-1";
            case TextForm.BusId:
                return "FFFE";
            default:
                return new string('a', definition.Maximum);
        }
    }

    private static ChargerSettings Loaded(FakeStorage storage, out SettingsStore store)
    {
        ChargerSettings settings = new();
        store = new SettingsStore(storage);
        store.Load(settings);
        return settings;
    }
}
