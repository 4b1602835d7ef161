using System.Text;
using System.Text.Json;
using TWCManager.Core.Json;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Mqtt;
using Xunit;

namespace TWCManager.Core.Tests.Commands;

public class CommandFuzzTests(ITestOutputHelper output)
{
    private const int Messages = 100_000;
    private const string Secret = "Ge-heim_7331";
    private const string Word = "nonsense_99";

    private static readonly string[] s_payloads =
    [
        "6", "16", "-1", "99999999999", "true", "fixed", "06:30", "ON", "PRESS", "\"6\"", "\"\"", "\"", "{}", "[]", "null",
        "{\"amps\":16,\"minutes\":60}", "{\"amps\":999}", "{\"greenEnergyFlexAmps\":2}", "{\"minAmpsPerTWC\":4,\"greenEnergyFlexAmps\":2}",
        "{\"haToken\":\"" + Word + "\"}", "{\"haToken\":\"" + Word + "\",\"minAmpsPerTWC\":\"" + Word + "\"}", Word, "\"" + Word + "\"",
        "{\"" + Word + "\"", "é€𝄞", "\\u0000", "{\"mqttUser\":\"\\ud800\"}",
    ];

    [Fact]
    public void Whatever_arrives_is_answered_and_what_is_refused_changes_nothing()
    {
        Random random = new(20240607);
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.AddConnector(0x1234);
        Assert.True(rig.Settings.TrySet("powerwallPassword", Secret, true, out _));
        rig.Settle();
        int accepted = 0;
        int refused = 0;
        int silent = 0;
        for (int i = 0; i < Messages; i++)
        {
            string before = Everything(rig);
            rig.Send(Topic(random), Payload(random), random.Next(20) == 0);
            JsonElement? receipt = rig.TakeReceipt();
            bool isOk = receipt is { } r && r.GetProperty("ok").GetBoolean();
            accepted += isOk ? 1 : 0;
            refused += receipt != null && !isOk ? 1 : 0;
            silent += receipt == null ? 1 : 0;
            Assert.DoesNotContain(Secret, receipt?.ToString() ?? "");
            Assert.True(isOk || before == Everything(rig), "changed without an ok: " + receipt);
            if (i % 100 == 0)
            {
                rig.Run(200);
            }
        }

        rig.Run(10000);
        output.WriteLine($"{Messages} messages: {accepted} applied, {refused} refused, {silent} without an answer; {rig.Link.All.Count} published, {rig.Link.All.Sum(s => (long)s.Bytes)} bytes");
        Assert.True(accepted > 1000 && refused > 1000 && silent > 100);
        Assert.Equal(0, rig.Publisher.TooLong);
    }

    [Fact]
    public void No_published_byte_ever_belongs_to_a_secret()
    {
        Random random = new(4711);
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.AddConnector(0x1234);
        string[] secrets = SettingsTable.All.Where(d => d.IsSecret).Select(d => d.Name).ToArray();
        rig.Settle();
        foreach (string name in secrets)
        {
            Assert.True(rig.Settings.TrySet(name, Secret, true, out _), name);
        }

        for (int i = 0; i < 2000; i++)
        {
            string name = secrets[random.Next(secrets.Length)];
            rig.Send(StatusRig.Root + "settings/" + name + "/set", random.Next(2) == 0 ? Secret : "\"" + Secret + "\"", random.Next(9) == 0);
            rig.Send(StatusRig.Root + "settings/" + name + "/set", Secret + new string('x', random.Next(300, 900)));
            rig.Send(StatusRig.Root + "settings/set", "{\"" + name + "\":\"" + Secret + "\"" + (random.Next(2) == 0 ? "}" : ""));
            rig.Send(StatusRig.Root + "settings/set", "{\"" + name + "\":\"" + Secret + "\",\"" + name + "\":\"" + new string('x', 700) + "\"}");
            rig.Send(StatusRig.Root + "command/chargeNow", Secret);
            rig.Send(StatusRig.Root + "command/chargeNow", "{\"" + Secret + "\":1}");
            rig.Run(200);
        }

        rig.Run(70000);
        output.WriteLine($"{rig.Link.All.Count} messages, {rig.Link.All.Sum(s => (long)s.Bytes)} bytes looked at");
        Assert.Contains(rig.Link.All, s => s.Topic.EndsWith("/response"));
        Assert.Contains(rig.Link.All, s => s.Topic.EndsWith("/log"));
        Assert.DoesNotContain(rig.Link.All, s => (s.Topic + s.Payload).Contains(Secret));
    }

    private static string Topic(Random random)
    {
        string name = SettingsTable.All[random.Next(SettingsTable.All.Length)].Name;
        string[] verbs = ["chargeNow", "chargeNowEnd", "stop", "resume", "allow", "", "x/y", "\uD800"];
        return random.Next(12) switch
        {
            0 => "homeassistant/status",
            1 => StatusRig.Root + "response",
            2 => new string('/', random.Next(400)),
            3 => StatusRig.Root + Garbage(random),
            4 => StatusRig.Root + "settings/" + Garbage(random) + "/set",
            5 or 6 => StatusRig.Root + "settings/set",
            7 or 8 => StatusRig.Root + "command/" + verbs[random.Next(verbs.Length)],
            _ => StatusRig.Root + "settings/" + name + "/set",
        };
    }

    private static string Garbage(Random random)
    {
        char[] text = new char[random.Next(30)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = (char)random.Next(1, 0x2FF);
        }

        return new string(text);
    }

    private static byte[] Payload(Random random)
    {
        if (random.Next(8) == 0)
        {
            byte[] noise = new byte[random.Next(1100)];
            random.NextBytes(noise);
            return noise;
        }

        byte[] payload = Encoding.UTF8.GetBytes(s_payloads[random.Next(s_payloads.Length)]);
        for (int i = random.Next(4) == 0 ? random.Next(3) : 0; i > 0 && payload.Length > 0; i--)
        {
            payload[random.Next(payload.Length)] = (byte)random.Next(256);
        }

        return payload;
    }

    private static string Everything(StatusRig rig)
    {
        JsonWriter json = new(8192);
        rig.Settings.WriteAll(json);
        Assert.True(json.IsComplete);
        string secrets = string.Join('|', Enumerable.Range(0, SettingsTable.All.Length).Where(i => SettingsTable.All[i].IsSecret).Select(rig.Settings.Text));
        return Encoding.UTF8.GetString(json.Buffer, 0, json.Length) + secrets + rig.Manual.Version + rig.Settings.Version;
    }
}
