using System.Globalization;
using System.Text.Json;
using TWCManager.Core.Energy;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

/// <summary>Replies that were cut off or damaged on the way. The other reader of the same text is the framework's own.</summary>
public class DamageTests(ITestOutputHelper output)
{
    private const int Rounds = 60000;

    [Fact]
    public void A_power_flow_cut_off_at_any_byte_gives_nothing()
    {
        byte[] body = Documents.Bytes(Documents.PowerFlow(battery: "300", inverter: "\"SOC\":50"));
        FroniusPowerFlow flow = new();
        for (int length = 0; length < body.Length; length++)
        {
            Assert.Equal(ReplyVerdict.Retry, flow.Read(body, length));
            Assert.False(flow.HasSolar || flow.HasGrid || flow.HasHouse || flow.HasBattery || flow.HasSoc);
        }

        Assert.Equal(ReplyVerdict.Ok, flow.Read(body, body.Length));
    }

    [Fact]
    public void An_old_system_reply_cut_off_at_any_byte_gives_nothing()
    {
        byte[] body = Documents.Bytes(Documents.OldSystem("{\"1\":500}"));
        FroniusInverterSystem system = new();
        for (int length = 0; length < body.Length; length++)
        {
            Assert.Equal(ReplyVerdict.Retry, system.Read(body, length));
        }

        Assert.Equal(ReplyVerdict.Ok, system.Read(body, body.Length));
    }

    [Fact]
    public void A_state_cut_off_at_any_byte_gives_nothing()
    {
        byte[] body = Documents.Bytes(Documents.State("-1.734", "kW"));
        HomeAssistantState state = new();
        for (int length = 0; length < body.Length; length++)
        {
            Assert.Equal(ReplyVerdict.Retry, state.Read(body, length, null));
            Assert.False(state.HasWatts);
        }

        Assert.Equal(ReplyVerdict.Ok, state.Read(body, body.Length, null));
    }

    [Fact]
    public void A_damaged_power_flow_never_says_more_than_its_text()
    {
        string[] originals =
        [
            Documents.PowerFlow(grid: "null", load: "null", battery: "null", mode: "produce-only"),
            Documents.PowerFlow(grid: "null", load: "-3308.1"),
            Documents.PowerFlow(battery: "-1500.25", inverter: "\"Battery_Mode\":\"normal\",\"SOC\":50.2"),
        ];
        Random random = new(20310506);
        FroniusPowerFlow flow = new();
        int survivors = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] body = Damage(Documents.Bytes(originals[round % originals.Length]), random);
            if (flow.Read(body, body.Length) != ReplyVerdict.Ok)
            {
                Assert.False(flow.HasSolar || flow.HasGrid || flow.HasHouse || flow.HasBattery || flow.HasSoc);
                continue;
            }

            survivors++;
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            Assert.Contains(root.GetProperty("Head").GetProperty("Status").GetProperty("Code").GetDouble(), new[] { 0d, 4d });
            JsonElement site = root.GetProperty("Body").GetProperty("Data").GetProperty("Site");
            AssertSame(site, "P_Grid", flow.HasGrid, flow.GridWatts);
            AssertSame(site, "P_Load", flow.HasHouse, -(long)flow.HouseWatts);
            AssertSame(site, "P_Akku", flow.HasBattery, flow.BatteryWatts);
            if (flow.HasSolar && site.GetProperty("P_PV").ValueKind == JsonValueKind.Null)
            {
                Assert.Equal(0, flow.SolarWatts);
            }
            else
            {
                AssertSame(site, "P_PV", flow.HasSolar, flow.SolarWatts);
            }
        }

        output.WriteLine(Rounds + " damaged power flows, " + survivors + " still readable");
        Assert.InRange(survivors, 1000, Rounds);
    }

    [Fact]
    public void A_damaged_state_never_says_more_than_its_text()
    {
        string[] originals = [Documents.State("-1.734", "kW"), Documents.State("612"), Documents.State("unknown"), Documents.State("nan", null)];
        Random random = new(20310507);
        HomeAssistantState state = new();
        int survivors = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] body = Damage(Documents.Bytes(originals[round % originals.Length]), random);
            if (state.Read(body, body.Length, null) != ReplyVerdict.Ok)
            {
                Assert.False(state.HasWatts);
                continue;
            }

            survivors++;
            if (!state.HasWatts)
            {
                continue;
            }

            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement value = document.RootElement.GetProperty("state");
            string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            double number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            string? unit = document.RootElement.TryGetProperty("attributes", out JsonElement attributes) && attributes.ValueKind == JsonValueKind.Object
                && attributes.TryGetProperty("unit_of_measurement", out JsonElement unitElement) ? unitElement.GetString() : null;
            double factor = unit switch { null or "" or "W" => 1, "kW" => 1e3, "MW" => 1e6, "mW" => 1e-3, _ => double.NaN };
            Assert.InRange(state.Watts - number * factor, -0.501, 0.501);
        }

        output.WriteLine(Rounds + " damaged states, " + survivors + " still readable");
        Assert.InRange(survivors, 1000, Rounds);
    }

    [Fact]
    public void Noise_is_never_a_reply()
    {
        Random random = new(5);
        byte[] body = new byte[400];
        FroniusPowerFlow flow = new();
        FroniusInverterSystem system = new();
        HomeAssistantState state = new();
        for (int round = 0; round < 5000; round++)
        {
            random.NextBytes(body);
            body[0] = (byte)'{';
            Assert.NotEqual(ReplyVerdict.Ok, flow.Read(body, body.Length));
            Assert.NotEqual(ReplyVerdict.Ok, system.Read(body, body.Length));
            Assert.NotEqual(ReplyVerdict.Ok, state.Read(body, body.Length, null));
        }
    }

    private static void AssertSame(JsonElement site, string name, bool isKnown, long watts)
    {
        if (!isKnown)
        {
            return;
        }

        JsonElement value = site.GetProperty(name);
        Assert.Equal(JsonValueKind.Number, value.ValueKind);
        Assert.InRange(watts - value.GetDouble(), -0.501, 0.501);
    }

    // One to three bytes replaced, dropped or put in, mostly those that JSON is made of.
    private static byte[] Damage(byte[] body, Random random)
    {
        const string Alphabet = "{}[]:,\"-0123456789.eEnultrfas \\/WkMhP_";
        List<byte> bytes = [.. body];
        int count = random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            int at = random.Next(bytes.Count);
            byte value = (byte)Alphabet[random.Next(Alphabet.Length)];
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = value;
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, value);
                    break;
            }
        }

        return [.. bytes];
    }
}
