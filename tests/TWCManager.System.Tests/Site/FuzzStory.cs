using System.Text;
using System.Text.Json;
using TWCManager.Core.Settings;

namespace TWCManager.System.Tests.Site;

/// <summary>Thousands of messages that nobody should ever send.</summary>
/// <param name="Messages">How many the broker took.</param>
/// <param name="Refused">Receipts of the program that refuse something.</param>
/// <param name="Sent">Heartbeats meanwhile, by connector.</param>
/// <param name="SettingsBefore">The settings document before.</param>
/// <param name="SettingsAfter">And after, when a good order has changed <see cref="Server"/> into <see cref="OtherServer"/>.</param>
/// <param name="Errors">What the program said on standard error.</param>
internal sealed record FuzzStory(int Messages, int Refused, IReadOnlyDictionary<int, Rhythm> Sent, string SettingsBefore, string SettingsAfter, string Errors)
{
    public const string Server = "pool.ntp.org";
    public const string OtherServer = "ntp.example.org";

    private const int LeastMessages = 4000;
    private const int LeastMs = 6000;
    private const int BurstMessages = 32;
    private const int BurstMs = 30;
    private const int LongestPayload = 3000;

    // No setting takes so many bytes.
    private const int LongestText = 500;

    private static readonly string[] s_verbs = ["chargeNow", "allow", "fly", "chargeNow", "", "stop/now", "set", "\u00e4"];

    public static FuzzStory Play()
    {
        return LiveSite.Play(site =>
        {
            site.Settings["nonScheduledAction"] = "none";
            site.StartHostAndLink();
            site.PlugInCars();
            site.Until(() => site.Document("settings").ValueKind != JsonValueKind.Undefined, "settings");
            string before = site.Document("settings").ToString();

            int messages = 0;
            IReadOnlyDictionary<int, Rhythm> rhythms = site.Measure(() => messages = Flood(site));
            int refused = site.Peer.From(0, site.Root + "response").Count(one => one.Text.Contains("\"ok\":false", StringComparison.Ordinal));
            int place = site.Peer.Count;
            site.Until(() => IsTaken(site, place), "settings after a good order");
            return new FuzzStory(messages, refused, rhythms, before, site.Document("settings").ToString(), site.Host.Errors);
        });
    }

    private static int Flood(LiveSite site)
    {
        Random random = new Random(4711);
        long fromMs = site.Line.NowMs;
        int messages = 0;
        while (messages < LeastMessages || site.Line.NowMs - fromMs < LeastMs)
        {
            string topic = Topic(random);
            messages += site.Peer.TryPublish(site.Root + topic, Payload(random, IsText(topic))) ? 1 : 0;
            Pause(site, messages);
        }

        return messages;
    }

    // Said until it is heard: what comes faster than it can be taken is dropped, and the end of the flood may still be waiting.
    private static bool IsTaken(LiveSite site, int place)
    {
        site.Peer.TryPublish(site.Root + "settings/ntpServer/set", Encoding.UTF8.GetBytes(OtherServer));
        site.Throughout(BurstMs, () => true, "time");
        return site.Peer.From(place, site.Root + "settings").Count > 0;
    }

    // Faster than the program takes them, and not so fast that the flood is all that this machine does.
    private static void Pause(LiveSite site, int messages)
    {
        if (messages % BurstMessages == 0)
        {
            site.Throughout(BurstMs, () => true, "time");
        }
    }

    private static string Topic(Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                return "settings/set";
            case 1:
                return "command/" + s_verbs[random.Next(s_verbs.Length)];
            case 2:
                return "settings/" + new string('x', random.Next(300)) + "/set";
            case 3:
                return "twc/" + random.Next(0x10000).ToString("X4") + "/set";
            default:
                // The last one stays for the question whether the program still takes orders.
                return "settings/" + SettingsTable.All[random.Next(Setting.NtpServer)].Name + "/set";
        }
    }

    private static bool IsText(string topic)
    {
        string[] levels = topic.Split('/');
        int setting = levels.Length == 3 ? SettingsTable.Find(levels[1]) : -1;
        return setting >= 0 && SettingsTable.All[setting].Kind == SettingKind.Text;
    }

    // Never a value that could be meant. Where any text is good it must be damaged or far too long.
    private static byte[] Payload(Random random, bool isForText)
    {
        byte[] payload = new byte[random.Next(LongestText, LongestPayload)];
        switch (random.Next(isForText ? 2 : 4))
        {
            case 0:
                random.NextBytes(payload);
                payload[0] = 0xFF;
                return payload;
            case 1:
                Array.Fill(payload, (byte)'[');
                return payload;
            case 2:
                return Encoding.UTF8.GetBytes("{\"" + SettingsTable.All[random.Next(Setting.Count)].Name + "\":" + new string('{', random.Next(40)));
            default:
                return Encoding.UTF8.GetBytes("{\"amps\":" + random.Next(-100, 1) + ",\"minutes\":1e" + random.Next(5, 400) + "}");
        }
    }
}
