using System.Text.Json;
using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Documents;
using TWCManager.Core.Energy;
using TWCManager.Core.Policy;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Energy;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Core.Tests.Bus;
using Xunit;

namespace TWCManager.Core.Tests.Documents;

public class StateDocumentTests(ITestOutputHelper output)
{
    [Fact]
    public void The_site_has_all_its_keys_and_the_unknown_is_null()
    {
        StatusRig rig = new();
        rig.Settle();
        JsonElement site = rig.LastJson("site");

        Assert.Equal(
            [
                "policy", "reason", "solarWatts", "gridWatts", "houseWatts", "batteryWatts", "batterySoc", "surplusWatts", "surplusProblem", "meterLagSeconds", "availableAmps",
                "chargingWatts", "offeredAmps", "actualAmps", "phaseAmps", "limits", "totals", "stopped", "chargingAllowed", "chargeNowAmps", "chargeNow", "sources",
                "sourceProblem", "bus", "busConnected", "uptimeSeconds", "version",
            ],
            site.EnumerateObject().Select(p => p.Name));
        foreach (string key in new[] { "solarWatts", "gridWatts", "houseWatts", "batteryWatts", "batterySoc", "surplusWatts", "chargeNow", "chargeNowAmps" })
        {
            Assert.Equal(JsonValueKind.Null, site.GetProperty(key).ValueKind);
        }
    }

    [Fact]
    public void The_site_tells_what_is_measured_decided_and_counted()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.AddConnector(0x1234);
        rig.Charging.Observe(rig.Bus, rig.NowMs);
        rig.Decide("green", 17);
        rig.Settle();
        rig.Run(58000);
        rig.Sources[0].Battery.Set(-500, rig.NowMs);
        rig.Sources[0].BatterySoc.Set(81, rig.NowMs);
        rig.Measure(9000, -800, 7500);
        rig.Sources[1].State = SourceState.ConfigurationError;
        rig.Sources[1].Problem = "Home Assistant refuses the token";
        rig.Manual.ChargeNow(12, rig.NowMs + 90000);
        rig.Run(1000);
        JsonElement site = rig.LastJson("site");

        Assert.Equal("green", site.GetProperty("policy").GetString());
        Assert.Equal(rig.Decision.ReasonText, site.GetProperty("reason").GetString());
        Assert.Equal(9000, site.GetProperty("solarWatts").GetInt32());
        Assert.Equal(-800, site.GetProperty("gridWatts").GetInt32());
        Assert.Equal(7500, site.GetProperty("houseWatts").GetInt32());
        Assert.Equal(-500, site.GetProperty("batteryWatts").GetInt32());
        Assert.Equal(81, site.GetProperty("batterySoc").GetInt32());
        Assert.Equal(rig.Energy.SurplusWatts, site.GetProperty("surplusWatts").GetInt32());
        Assert.Equal("[0,62]", site.GetProperty("meterLagSeconds").GetRawText());
        Assert.Equal("17.00", site.GetProperty("availableAmps").GetRawText());
        Assert.Equal("16.00", site.GetProperty("offeredAmps").GetRawText());
        Assert.Equal("15.42", site.GetProperty("actualAmps").GetRawText());
        Assert.Equal(3562, site.GetProperty("chargingWatts").GetInt32());
        Assert.Equal("{\"wiringMaxAmpsAllTWCs\":40,\"wiringMaxAmpsPerTWC\":32}", site.GetProperty("limits").GetRawText());
        Assert.Equal("{\"energyKwh\":12.345,\"sessionKwh\":0.678,\"connectors\":1,\"carsPlugged\":1,\"carsCharging\":1}", site.GetProperty("totals").GetRawText());
        Assert.Equal("{\"amps\":12,\"minutesLeft\":2}", site.GetProperty("chargeNow").GetRawText());
        Assert.Equal("{\"state\":\"ok\",\"ageSeconds\":0,\"problem\":null}", site.GetProperty("sources").GetProperty("fronius").GetRawText());
        Assert.Equal(
            "{\"state\":\"configurationError\",\"ageSeconds\":null,\"problem\":\"Home Assistant refuses the token\"}",
            site.GetProperty("sources").GetProperty("homeAssistant").GetRawText());
        Assert.Equal("ON", site.GetProperty("sourceProblem").GetString());
        Assert.Equal("silent", site.GetProperty("bus").GetProperty("state").GetString());
        Assert.Equal("OFF", site.GetProperty("busConnected").GetString());
        Assert.InRange(site.GetProperty("uptimeSeconds").GetInt32(), 61, 63);
        Assert.Equal(ProductVersion.Text, site.GetProperty("version").GetString());
        output.WriteLine(site.GetRawText().Length + " bytes of site");
        Assert.True(site.GetRawText().Length < 2048);
    }

    [Fact]
    public void What_nobody_tells_is_unknown_and_not_zero()
    {
        StatusRig rig = new();
        ChargePoint point = rig.AddConnector(0x1234);
        point.Connector.Bring(LinkState.Linking, rig.NowMs);
        rig.Settle();
        JsonElement site = rig.LastJson("site");
        JsonElement twc = rig.LastJson("twc/1234");

        Assert.Equal(JsonValueKind.Null, site.GetProperty("chargingWatts").ValueKind);
        Assert.Equal(JsonValueKind.Null, site.GetProperty("actualAmps").ValueKind);
        Assert.Equal("[null,null,null]", site.GetProperty("phaseAmps").GetRawText());
        Assert.Equal(JsonValueKind.Null, site.GetProperty("totals").GetProperty("carsPlugged").ValueKind);
        Assert.Equal(JsonValueKind.Null, site.GetProperty("totals").GetProperty("carsCharging").ValueKind);
        Assert.Equal(("unknown", JsonValueKind.Null, JsonValueKind.Null),
            (twc.GetProperty("car").GetString(), twc.GetProperty("plugged").ValueKind, twc.GetProperty("charging").ValueKind));

        point.Connector.Bring(LinkState.Online, rig.NowMs);
        rig.Run(5000);
        Assert.Equal(1542, (int)(100 * rig.LastJson("site").GetProperty("actualAmps").GetDecimal()));
        Assert.Equal("ON", rig.LastJson("twc/1234").GetProperty("plugged").GetString());
    }

    [Fact]
    public void The_energy_of_the_site_never_goes_back()
    {
        StatusRig rig = new();
        rig.AddConnector(0x1234);
        rig.Settle();

        rig.Charging.Points[0].Energy.Restore(5);
        rig.Run(60000);

        Assert.Equal(12.345m, rig.LastJson("site").GetProperty("totals").GetProperty("energyKwh").GetDecimal());
    }

    [Fact]
    public void An_offer_above_the_grant_says_why()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.Decide("green", 15);
        ChargePoint point = rig.AddConnector(0x1A2B);
        point.Connector.Announced(rig.NowMs);
        point.Connector.Bring(LinkState.Online, rig.NowMs);
        rig.Settle();

        Assert.Equal("Offered 16 A: the car draws less than it may, and the policy grants 15 A.", rig.LastJson("twc/1A2B").GetProperty("reason").GetString());
    }

    [Fact]
    public void A_connector_has_all_its_keys_with_amps_of_two_decimals()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        rig.Decide("green", 17);
        ChargePoint point = rig.AddConnector(0x1A2B);
        point.Connector.Announced(rig.NowMs);
        point.Connector.Bring(LinkState.Online, rig.NowMs);
        for (int i = 0; i < 99; i++)
        {
            point.Connector.Turn.Sent(true, rig.NowMs + i * 1000);
        }

        point.Connector.Turn.Sent(true, rig.NowMs + 98 * 1000 + 1010);
        for (int i = point.Connector.Turn.HeartbeatsAnswered; i < 99; i++)
        {
            point.Connector.Turn.Answered(rig.NowMs);
        }

        rig.Settle();

        Assert.Equal(
            "{\"id\":\"1A2B\",\"protocol\":2,\"ratedAmps\":32.00,\"limitAmps\":32.00,\"offeredAmps\":16.00,\"confirmedAmps\":16.00,\"actualAmps\":15.42,"
            + "\"phaseAmps\":[15.50,0.00,0.00],\"volts\":[231,null,null],\"conductors\":[\"L1\",\"L2\",\"L3\"],\"powerWatts\":3562,\"state\":\"charging\",\"stateCode\":1,\"link\":\"online\","
            + "\"car\":\"charging\",\"plugged\":\"ON\",\"charging\":\"ON\",\"problem\":\"OFF\",\"vin\":null,\"serial\":null,\"firmware\":null,"
            + "\"energyKwh\":12.345,\"sessionKwh\":0.678,\"sessionStart\":null,\"plugIns\":0,\"lastSessionKwh\":null,\"lastSessionEnd\":null,\"energyCheck\":null,\"reason\":\"Offered 16 A of the 17 A that the policy grants.\",\"reasonCode\":\"granted\",\"wanted\":\"OFF\",\"stop\":\"free\",\"stopMethod\":\"hook\",\"interruptions\":0,"
            + "\"heartbeatsSent\":100,\"heartbeatsAnswered\":99,\"linkDrops\":1,\"longestGapMs\":1010}",
            rig.Last("twc/1A2B").Payload);
        output.WriteLine(rig.Last("twc/1A2B").Bytes + " bytes of a connector");
    }

    [Fact]
    public void Of_a_connector_that_is_heard_what_its_meter_said_long_ago_is_not_told_any_more()
    {
        StatusRig rig = new();
        ChargePoint point = rig.AddConnector(0x1234);
        rig.Settle();
        Assert.Equal("[231,null,null]", rig.LastJson("twc/1234").GetProperty("volts").GetRawText());
        rig.Run(220000);
        point.Connector.Bring(LinkState.Online, rig.NowMs);
        rig.Run(61000);
        JsonElement json = rig.LastJson("twc/1234");
        Assert.Equal("[null,null,null]", json.GetProperty("phaseAmps").GetRawText());
        Assert.Equal("[null,null,null]", json.GetProperty("volts").GetRawText());
        Assert.Equal("15.42", json.GetProperty("actualAmps").GetRawText());
    }

    [Fact]
    public void What_a_lost_connector_said_last_is_not_told_any_more()
    {
        StatusRig rig = new();
        ChargePoint point = rig.AddConnector(0x1234);
        rig.Settle();

        point.Connector.Bring(LinkState.Lost, rig.NowMs);
        rig.Run(1000);
        JsonElement json = rig.LastJson("twc/1234");

        foreach (string key in new[] { "confirmedAmps", "actualAmps", "powerWatts" })
        {
            Assert.Equal(JsonValueKind.Null, json.GetProperty(key).ValueKind);
        }

        Assert.Equal("[null,null,null]", json.GetProperty("phaseAmps").GetRawText());
        Assert.Equal("[null,null,null]", json.GetProperty("volts").GetRawText());
        Assert.Equal("lost", json.GetProperty("state").GetString());
        Assert.Equal("unknown", json.GetProperty("car").GetString());
        Assert.Equal("ON", json.GetProperty("problem").GetString());
        Assert.Equal(12.345m, json.GetProperty("energyKwh").GetDecimal());
    }

    [Theory]
    [InlineData(true, true, "charging")]
    [InlineData(false, true, "plugged")]
    [InlineData(false, false, "none")]
    public void The_car_is_none_plugged_or_charging(bool isCharging, bool isPlugged, string word)
    {
        StatusRig rig = new();
        ChargePoint point = rig.AddConnector(0x1234);
        point.Connector.ReportDraw(isCharging ? 1542 : 0);
        point.Connector.Reported.TakePlug(isPlugged ? 3 : 0);
        rig.See(point);
        rig.Settle();

        Assert.Equal(word, rig.LastJson("twc/1234").GetProperty("car").GetString());
    }

    [Fact]
    public void Every_reason_has_a_word_of_its_own_and_a_short_sentence()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        ChargePoint point = rig.AddConnector(0x1234);
        HashSet<string> words = [];
        HashSet<string> sentences = [];
        foreach (OfferReason reason in Enum.GetValues<OfferReason>())
        {
            point.Offer.Give(1600, reason);
            string sentence = OfferReasonText.Sentence(point, rig.Settings, rig.Decision);
            Assert.True(words.Add(OfferReasonText.Word(reason)), reason + " has a word of its own");
            Assert.True(sentences.Add(sentence), reason + " has a sentence of its own");
            Assert.NotEqual("Offered 16 A.", sentence);
            Assert.InRange(sentence.Length, 20, 200);
            output.WriteLine(OfferReasonText.Word(reason) + ": " + sentence);
        }

        Assert.DoesNotContain("unknown", words);
    }

    [Fact]
    public void Why_a_car_cannot_be_stopped_is_said_in_a_short_sentence_of_its_own()
    {
        StatusRig rig = new();
        rig.SetLimits(40, 32);
        ChargePoint point = rig.AddConnector(0x1234);
        point.Offer.Give(600, OfferReason.CannotStop);
        // What the connector announced before is no news any more.
        point.Stop.Update(0, 0, rig.NowMs);
        HashSet<string> sentences = [];
        foreach (var (method, interruptions, misses) in new[] { (Setting.StopByHook, 0, 0), (Setting.StopByContactor, 0, 0), (Setting.StopByContactor, 2, 2), (Setting.StopBySilence, 20, 0) })
        {
            point.Stop.Allow(method);
            for (int i = 0; i < misses; i++)
            {
                // The car draws on although the contactor was to open.
                point.Stop.Restore(StopState.Opening, interruptions, rig.NowMs);
                point.Stop.Update(0, 0, rig.NowMs + 20000);
            }

            point.Stop.Restore(StopState.Minimum, interruptions, rig.NowMs);
            Assert.Equal(misses == 2, point.Stop.IsWithoutEffect);
            string sentence = OfferReasonText.Sentence(point, rig.Settings, rig.Decision);
            Assert.True(sentences.Add(sentence), sentence);
            Assert.InRange(sentence.Length, 20, 200);
        }
    }

    [Theory]
    [InlineData(1600, "16 A")]
    [InlineData(1650, "16.5 A")]
    [InlineData(528, "5.28 A")]
    [InlineData(605, "6.05 A")]
    [InlineData(0, "0 A")]
    public void Amps_are_written_as_people_write_them(int centiamps, string text)
    {
        StatusRig rig = new();
        ChargePoint point = rig.AddConnector(0x1234);
        point.Offer.Give(centiamps, OfferReason.JustLinked);

        Assert.StartsWith("Offered " + text + ":", OfferReasonText.Sentence(point, rig.Settings, rig.Decision));
    }
}
