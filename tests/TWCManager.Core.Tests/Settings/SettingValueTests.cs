using TWCManager.Core.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

public class SettingValueTests
{
    private static readonly string s_long200 = new('a', 200);

    // name, text, the value as JSON
    public static TheoryData<string, string, string> Taken => new()
    {
        { "minAmpsPerTWC", "16", "16" },
        { "minAmpsPerTWC", "16.0", "16" },
        { "minAmpsPerTWC", "16.000", "16" },
        { "minAmpsPerTWC", " 16 ", "16" },
        { "minAmpsPerTWC", "\t16\r\n", "16" },
        { "minAmpsPerTWC", "+16", "16" },
        { "minAmpsPerTWC", "016", "16" },
        { "minAmpsPerTWC", "5", "5" },
        { "minAmpsPerTWC", "80", "80" },
        { "greenEnergyFlexAmps", "-0", "0" },
        { "greenEnergyReserveWatts", "-10000", "-10000" },
        { "greenEnergyReserveWatts", "-250.0", "-250" },
        { "mqttPort", "65535", "65535" },
        { "wiringMaxAmpsAllTWCs", "240", "240" },
        { "mqttTls", "true", "true" },
        { "mqttTls", "ON", "true" },
        { "mqttTls", " 1 ", "true" },
        { "haGridInvert", "False", "false" },
        { "haGridInvert", "off", "false" },
        { "haGridInvert", "0", "false" },
        { "nonScheduledAction", "FIXED", "\"fixed\"" },
        { "nonScheduledAction", " none", "\"none\"" },
        { "scheduledAmpsStart", "06:30", "\"06:30\"" },
        { "scheduledAmpsStart", "6:30", "\"06:30\"" },
        { "scheduledAmpsStart", "00:00", "\"00:00\"" },
        { "scheduledAmpsStart", " 23:59 ", "\"23:59\"" },
        { "scheduledAmpsDays", "0", "\"none\"" },
        { "scheduledAmpsDays", "127", "\"mon,tue,wed,thu,fri,sat,sun\"" },
        { "scheduledAmpsDays", "65", "\"mon,sun\"" },
        { "scheduledAmpsDays", "Sun, MON", "\"mon,sun\"" },
        { "scheduledAmpsDays", "mon tue", "\"mon,tue\"" },
        { "scheduledAmpsDays", "mon,mon", "\"mon\"" },
        { "scheduledAmpsDays", "weekdays", "\"mon,tue,wed,thu,fri\"" },
        { "scheduledAmpsDays", "weekend", "\"sat,sun\"" },
        { "scheduledAmpsDays", "weekend,mon", "\"mon,sat,sun\"" },
        { "scheduledAmpsDays", "all", "\"mon,tue,wed,thu,fri,sat,sun\"" },
        { "scheduledAmpsDays", "none", "\"none\"" },
        { "stopMethod", "Contactor", "\"contactor\"" },
        { "stopMethod", "hook,2019=contactor,1839=silence", "\"hook,2019=contactor,1839=silence\"" },
        { "stopMethod", "20fa=silence", "\"hook,20FA=silence\"" },
        { "stopMethod", "2019=silence, silence , 1839=HOOK", "\"silence,1839=hook\"" },
        { "ownId", "12ab", "\"12AB\"" },
        { "mqttHost", "broker.local", "\"broker.local\"" },
        { "mqttHost", "192.168.1.5", "\"192.168.1.5\"" },
        { "mqttHost", "", "\"\"" },
        { "mqttHost", s_long200, "\"" + s_long200 + "\"" },
        { "mqttUser", " a b ", "\" a b \"" },          // a name at somebody else's: as it is
        { "mqttUser", "jürgen \"x\"", "\"jürgen \\\"x\\\"\"" },
        { "mqttBaseTopic", "home/cellar/twc", "\"home/cellar/twc\"" },
        { "nodeId", "A-z_9", "\"A-z_9\"" },
        { "froniusHost", "symo:8080", "\"symo:8080\"" },
        { "froniusHost", "192.168.1.7", "\"192.168.1.7\"" },
        { "haUrl", "http://homeassistant.local:8123", "\"http://homeassistant.local:8123\"" },
        { "haUrl", "https://ha.example.com/", "\"https://ha.example.com\"" },
        { "haUrl", "http://192.168.1.2/ha/x", "\"http://192.168.1.2/ha/x\"" },
        { "haUrl", "", "\"\"" },
        { "haGridEntity", "sensor.Grid_Power", "\"sensor.grid_power\"" },
        { "haGridEntity", "", "\"\"" },
        { "timeZone", "CET-1CEST,M3.5.0,M10.5.0/3", "\"CET-1CEST,M3.5.0,M10.5.0/3\"" },
        { "timeZone", "<+03>-3", "\"<+03>-3\"" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public void Values_are_taken_as_people_and_programs_write_them(string name, string text, string json)
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySet(name, text, true, out string error), error);
        Assert.Null(error);
        Assert.Equal(json, settings.Value(SettingsTable.Find(name)));
    }

    // name, text
    public static TheoryData<string, string?> Refused => new()
    {
        { "minAmpsPerTWC", null },
        { "minAmpsPerTWC", "" },
        { "minAmpsPerTWC", " " },
        { "minAmpsPerTWC", "4" },
        { "minAmpsPerTWC", "81" },
        { "minAmpsPerTWC", "-6" },
        { "minAmpsPerTWC", "16.5" },
        { "minAmpsPerTWC", "16." },
        { "minAmpsPerTWC", ".0" },
        { "minAmpsPerTWC", "1 6" },
        { "minAmpsPerTWC", "16A" },
        { "minAmpsPerTWC", "16,0" },
        { "minAmpsPerTWC", "0x10" },
        { "minAmpsPerTWC", "NaN" },
        { "minAmpsPerTWC", "Infinity" },
        { "minAmpsPerTWC", "1e99" },
        { "minAmpsPerTWC", "1e1" },
        { "minAmpsPerTWC", "--6" },
        { "minAmpsPerTWC", "4294967312" },           // 16 in the low 32 bits
        { "minAmpsPerTWC", "18446744073709551632" }, // 16 in the low 64 bits
        { "minAmpsPerTWC", "99999999999999999999999999" },
        { "minAmpsPerTWC", "１６" },                  // digits, but not ours
        { "greenEnergyReserveWatts", "-10001" },
        { "mqttPort", "0" },
        { "mqttPort", "65536" },
        { "numberOfPhases", "-1" },
        { "numberOfPhases", "4" },
        { "defaultVoltage", "99" },
        { "mqttTls", "yes" },
        { "mqttTls", "2" },
        { "mqttTls", "" },
        { "nonScheduledAction", "" },
        { "nonScheduledAction", "solar" },
        { "stopMethod", "" },
        { "stopMethod", "force" },
        { "stopMethod", "hook,silence" },
        { "stopMethod", "hook,2019" },
        { "stopMethod", "hook,2019=" },
        { "stopMethod", "hook,2019=force" },
        { "stopMethod", "hook,20G9=silence" },
        { "stopMethod", "hook,219=silence" },
        { "stopMethod", "hook,2019=silence,2019=contactor" },
        { "stopMethod", "hook,,2019=silence" },
        { "nonScheduledAction", "1" },
        { "scheduledAmpsStart", "24:00" },
        { "scheduledAmpsStart", "23:60" },
        { "scheduledAmpsStart", "-1:30" },
        { "scheduledAmpsStart", "6:3" },
        { "scheduledAmpsStart", "006:30" },
        { "scheduledAmpsStart", "06:30:00" },
        { "scheduledAmpsStart", "0630" },
        { "scheduledAmpsStart", "6.30" },
        { "scheduledAmpsStart", ":30" },
        { "scheduledAmpsDays", "128" },
        { "scheduledAmpsDays", "-1" },
        { "scheduledAmpsDays", "" },
        { "scheduledAmpsDays", "," },
        { "scheduledAmpsDays", "mon;tue" },
        { "scheduledAmpsDays", "mo" },
        { "scheduledAmpsDays", "ont" },              // within the list of names, but across two
        { "ownId", "0000" },
        { "ownId", "ffff" },
        { "ownId", "777" },
        { "ownId", "77777" },
        { "ownId", "77G7" },
        { "mqttHost", "http://broker" },
        { "mqttHost", "broker:1883" },
        { "mqttHost", "bro ker" },
        { "mqttHost", "-broker" },
        { "mqttHost", "broker/x" },
        { "mqttHost", s_long200 + "a" },
        { "mqttUser", "a\nb" },
        { "mqttUser", "a\0b" },
        { "mqttUser", "\ud83d" },                    // half a character
        { "mqttUser", s_long200[1..] + "ü" },        // 200 characters, but 201 bytes
        { "mqttBaseTopic", "" },
        { "mqttBaseTopic", "/twc" },
        { "mqttBaseTopic", "twc/" },
        { "mqttBaseTopic", "twc/#" },
        { "mqttBaseTopic", "+/twc" },
        { "mqttBaseTopic", "my twc" },
        { "mqttBaseTopic", "$SYS/twc" },
        { "nodeId", "" },
        { "nodeId", "a/b" },
        { "nodeId", "a.b" },
        { "nodeId", "ä" },
        { "nodeId", "123456789012345678901234567890123" },
        { "froniusHost", "http://symo" },
        { "froniusHost", "symo/solar_api" },
        { "froniusHost", "symo:0" },
        { "froniusHost", "symo:65536" },
        { "froniusHost", "symo:99999999999999" },
        { "froniusHost", "symo:" },
        { "froniusHost", ":80" },
        { "froniusHost", "symo:80:80" },
        { "haUrl", "homeassistant.local:8123" },
        { "haUrl", "ftp://homeassistant.local" },
        { "haUrl", "http://" },
        { "haUrl", "http://user:password@homeassistant.local" },
        { "haUrl", "http://ha/?x=1" },
        { "haUrl", "http://ha local" },
        { "haGridEntity", "grid_power" },
        { "haGridEntity", "sensor." },
        { "haGridEntity", ".power" },
        { "haGridEntity", "sensor.a.b" },
        { "haGridEntity", "sensor.a b" },
        { "haGridEntity", "../../api" },
        { "timeZone", "" },
        { "timeZone", "Europe/Berlin" },
        { "timeZone", "CET-1CEST" },
        { "ntpServer", "" },
        { "haToken", new string('x', 401) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Anything_else_is_refused_with_a_sentence_and_changes_nothing(string name, string? text)
    {
        ChargerSettings settings = new();
        string before = settings.Snapshot();
        Assert.False(settings.TrySet(name, text, true, out string error));
        Assert.StartsWith(name + " must be ", error);
        Assert.True(error.Length < 250, error);
        Assert.Equal(before, settings.Snapshot());
        Assert.Equal(0, settings.Version);
    }

    [Theory]
    [InlineData("minAmpsPerTWC", "900", "minAmpsPerTWC must be 5 to 80 A, got \"900\"")]
    [InlineData("minAmpsPerTWC", "6.5", "minAmpsPerTWC must be 5 to 80 A, a whole number, got \"6.5\"")]
    [InlineData("numberOfPhases", "x", "numberOfPhases must be 0 to 3, got \"x\"")]
    [InlineData("mqttTls", "maybe", "mqttTls must be true or false, got \"maybe\"")]
    [InlineData("nonScheduledAction", "sun", "nonScheduledAction must be green, fixed or none, got \"sun\"")]
    [InlineData("scheduledAmpsEnd", "25:00", "scheduledAmpsEnd must be a time from 00:00 to 23:59, got \"25:00\"")]
    [InlineData("scheduledAmpsDays", "x", "scheduledAmpsDays must be days such as mon,tue,wed, or all, weekdays, weekend, none, or a bitmap from 0 to 127, got \"x\"")]
    [InlineData("haUrl", "x", "haUrl must be a URL such as http://homeassistant.local:8123, at most 200 characters, or empty, got \"x\"")]
    [InlineData("nodeId", "", "nodeId must be 1 to 32 of the characters A-Z a-z 0-9 _ -, got \"\"")]
    [InlineData("minAmpsPerTWC", "12345678901234567890123456789012345678901234567890", "minAmpsPerTWC must be 5 to 80 A, got \"1234567890123456789012345678901234567890...\"")]
    [InlineData("minAmpsPerTWC", "6\nERROR", "minAmpsPerTWC must be 5 to 80 A, got \"6?ERROR\"")]
    [InlineData("minAmps", "6", "There is no setting \"minAmps\"")]
    [InlineData("min\nAmps", "6", "There is no setting \"min?Amps\"")]
    public void The_sentence_says_what_is_allowed(string name, string text, string expected)
    {
        Assert.False(new ChargerSettings().TrySet(name, text, true, out string error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("mqttPassword")]
    [InlineData("haToken")]
    [InlineData("powerwallPassword")]
    public void A_secret_is_kept_but_never_shown(string name)
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySet(name, "Pa55 word", false, out _));
        int setting = SettingsTable.Find(name);
        Assert.Equal("Pa55 word", settings.Text(setting));
        Assert.Equal("null", settings.Value(setting));
        Assert.DoesNotContain(name, settings.All());
        Assert.DoesNotContain("Pa55", settings.All());
        Assert.False(settings.TrySet(name, "Pa55\u0001word", false, out string error));
        Assert.DoesNotContain("Pa55", error);
        Assert.False(settings.TrySetAll("{\"" + name + "\":\"Pa55\\nword\"}", false, out error));
        Assert.DoesNotContain("Pa55", error);
    }

    [Fact]
    public void A_minimum_above_a_set_limit_is_refused_but_the_limit_may_always_go_down()
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySet("minAmpsPerTWC", "20", true, out _));                 // no limit yet
        Assert.True(settings.TrySet("wiringMaxAmpsPerTWC", "16", true, out _));           // below the minimum: allowed
        Assert.False(settings.TrySet("minAmpsPerTWC", "18", true, out string error));
        Assert.Equal("minAmpsPerTWC must not be above wiringMaxAmpsPerTWC, which is 16 A, got \"18\"", error);
        Assert.True(settings.TrySet("nodeId", "cellar", true, out _));                    // others are not held up by it
        Assert.True(settings.TrySet("minAmpsPerTWC", "16", true, out _));
        Assert.True(settings.TrySet("wiringMaxAmpsPerTWC", "10", false, out _));
        Assert.True(settings.TrySetAll("{\"minAmpsPerTWC\":16,\"wiringMaxAmpsPerTWC\":8}", false, out _));
        Assert.False(settings.TrySetAll("{\"minAmpsPerTWC\":9,\"wiringMaxAmpsPerTWC\":8}", false, out _));
        Assert.True(settings.TrySetAll("{\"minAmpsPerTWC\":9,\"wiringMaxAmpsPerTWC\":10}", false, out _));
    }

    [Fact]
    public void The_version_grows_with_a_change_and_only_then()
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySet("nodeId", "cellar", true, out _));
        Assert.Equal(1, settings.Version);
        Assert.True(settings.TrySet("nodeId", " cellar", true, out _));
        Assert.False(settings.TrySet("nodeId", "", true, out _));
        Assert.Equal(1, settings.Version);
    }

    [Fact]
    public void Values_have_numbers_as_the_core_needs_them()
    {
        ChargerSettings settings = new();
        Assert.True(settings.TrySetAll("""
            {"scheduledAmpsStart":"22:30","scheduledAmpsDays":"sun","nonScheduledAction":"none","mqttTls":true,"ownId":"00fe","nodeId":"5"}
            """, true, out string error), error);
        Assert.Equal(22 * 60 + 30, settings.Number(Setting.ScheduledAmpsStart));
        Assert.Equal(64, settings.Number(Setting.ScheduledAmpsDays));
        Assert.Equal(Setting.ActionNone, settings.Number(Setting.NonScheduledAction));
        Assert.Equal(1, settings.Number(Setting.MqttTls));
        Assert.True(settings.Flag(Setting.MqttTls));
        Assert.Equal(0xFE, settings.Number(Setting.OwnId));
        Assert.Equal(0, settings.Number(Setting.NodeId));
        Assert.Equal("22:30", settings.Text(Setting.ScheduledAmpsStart));
        Assert.Equal("none", settings.Text(Setting.NonScheduledAction));
    }
}
