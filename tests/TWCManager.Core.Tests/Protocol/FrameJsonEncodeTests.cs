using System.Text;
using System.Text.Json.Nodes;
using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class FrameJsonEncodeTests
{
    [Theory]
    [InlineData("V02")]
    [InlineData("V03")]
    [InlineData("V08")]
    [InlineData("V09")]
    [InlineData("V10")]
    [InlineData("V25")]
    [InlineData("V26")]
    [InlineData("V29")]
    [InlineData("V30")]
    [InlineData("V34")]
    [InlineData("V35")]
    [InlineData("V44")]
    [InlineData("V45")]
    [InlineData("V50")]
    [InlineData("V51")]
    [InlineData("V53")]
    [InlineData("V55")]
    [InlineData("V63")]
    [InlineData("V64")]
    [InlineData("V65")]
    [InlineData("V66")]
    [InlineData("V67")]
    [InlineData("V68")]
    [InlineData("V73")]
    public void What_decode_prints_of_a_harmless_frame_encodes_to_its_bytes(string name)
    {
        GoldenFrame golden = GoldenFrames.Of(name);
        string wire = golden.Wire.EndsWith("FF") ? golden.Wire[..^3] : golden.Wire;
        Assert.Equal(wire, Encode(OnlyFrame(golden)));
    }

    [Fact]
    public void What_decode_prints_of_any_other_frame_is_forbidden()
    {
        int forbidden = 0;
        foreach (GoldenFrame golden in GoldenFrames.All)
        {
            foreach (JsonNode? frame in JsonNode.Parse(golden.Frames)!.AsArray())
            {
                string answer = Encode(frame!.ToJsonString());
                if (!answer.StartsWith("C0"))
                {
                    Assert.Equal("forbidden", answer);
                    forbidden++;
                }
            }
        }

        // 81 frames in all, 24 of them in the table above.
        Assert.Equal(81 - 24, forbidden);
    }

    [Theory]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9,"limitCentiamps":1600}""", "C0 FB E0 77 77 20 19 09 06 40 00 00 00 00 00 00 56 C0", "sender and protocol have defaults")]
    [InlineData(""" { "limitCentiamps" : 1600.0 , "command":9, "to" : "2019", "type":"MasterHeartbeat" } """, "C0 FB E0 77 77 20 19 09 06 40 00 00 00 00 00 00 56 C0", "order and blanks do not matter")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":0}""", "C0 FB E0 77 77 20 19 00 00 00 00 00 00 00 00 00 07 C0", "nothing new needs no limit")]
    [InlineData("""{"type":"MasterHeartbeat","from":"dbc0","to":"2019","command":5,"limitCentiamps":600,"masterPlug":1}""", "C0 FB E0 DB DD DB DC 20 19 05 02 58 01 00 00 00 00 00 14 C0", "another sender, lower case, its own car")]
    [InlineData("""{"type":"GetMeter","protocol":1,"to":"2019"}""", "C0 FB EB 77 77 20 19 00 00 00 00 00 00 00 12 C0", "a question of protocol 1")]
    [InlineData("""{"type":"MasterLinkReady1"}""", "C0 FC E1 77 77 77 00 00 00 00 00 00 00 00 00 00 46 C0", "an announcement needs nothing")]
    [InlineData("""{"type":"MasterLinkReady1","protocol":1,"from":"2019","sign":"C0","maxCentiamps":65535}""", "C0 FC E1 20 19 DB DC FF FF 00 00 00 00 00 00 D8 C0", "an announcement with everything")]
    [InlineData("""{"type":"StopCharging","to":"2019","state":1,"volts":[1,2,3]}""", "C0 FC B2 77 77 20 19 00 00 00 00 00 00 00 00 00 D9 C0", "fields of answers are of no use and no harm")]
    public void Harmless_frame_is_made(string json, string wire, string why)
    {
        Assert.True(wire == Encode(json), $"{why}: {Encode(json)}");
    }

    [Theory]
    [InlineData("""{"type":"SlaveHeartbeat"}""")]
    [InlineData("""{"type":"MasterIdle"}""")]
    [InlineData("""{"type":"GetFirmware","to":"2019"}""")]
    [InlineData("""{"type":"SlaveLinkReady","from":"2019","sign":"300"}""")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":2,"limitCentiamps":1024}""")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":6}""")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":7}""")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":2,"limitCentiamps":99999}""")]
    public void Forbidden_frame_is_called_that(string json)
    {
        Assert.Equal("forbidden", Encode(json));
    }

    [Theory]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9,"limitCentiamps":8001}""", "limitCentiamps must be a whole number from 0 to 8000")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9,"limitCentiamps":67136}""", "limitCentiamps must be a whole number from 0 to 8000")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9,"limitCentiamps":-1}""", "limitCentiamps must be a whole number from 0 to 8000")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9,"limitCentiamps":1600.5}""", "limitCentiamps must be a whole number from 0 to 8000")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9,"limitCentiamps":"1600"}""", "limitCentiamps must be a whole number from 0 to 8000")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9,"limitCentiamps":[1600]}""", "limitCentiamps must be a whole number from 0 to 8000")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9}""", "limitCentiamps is missing")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","limitCentiamps":1600}""", "command is missing")]
    [InlineData("""{"type":"MasterHeartbeat","command":9,"limitCentiamps":1600}""", "to is missing")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":265,"limitCentiamps":1600}""", "command must be a whole number from 0 to 255")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":0,"masterPlug":2}""", "masterPlug must be a whole number from 0 to 1")]
    [InlineData("""{"type":"GetMeter","protocol":3,"to":"2019"}""", "protocol must be a whole number from 1 to 2")]
    [InlineData("""{"type":"GetMeter","to":"12019"}""", "to must be a text of 4 hex digits, 0000 to FFFF")]
    [InlineData("""{"type":"GetMeter","to":"219"}""", "to must be a text of 4 hex digits, 0000 to FFFF")]
    [InlineData("""{"type":"GetMeter","to":"20G9"}""", "to must be a text of 4 hex digits, 0000 to FFFF")]
    [InlineData("""{"type":"GetMeter","to":2019}""", "to must be a text of 4 hex digits, 0000 to FFFF")]
    [InlineData("""{"type":"GetMeter","from":null,"to":"2019"}""", "from must be a text of 4 hex digits, 0000 to FFFF")]
    [InlineData("""{"type":"MasterLinkReady1","sign":"777"}""", "sign must be a text of 2 hex digits, 00 to FF")]
    [InlineData("""{"type":"MasterLinkReady2","maxCentiamps":65536}""", "maxCentiamps must be a whole number from 0 to 65535")]
    [InlineData("""{"type":"MasterHeartbeat","to":"2019","command":9,"limitCentiamp":1600}""", "there is no field limitCentiamp")]
    [InlineData("""{"type":"FC19","to":"2019"}""", "type must be the name of a message")]
    [InlineData("""{"type":64537,"to":"2019"}""", "type must be the name of a message")]
    [InlineData("""{"to":"2019"}""", "type is missing")]
    [InlineData("""{"type":"GetMeter","to":"2019"} {}""", "the line must be one JSON object")]
    [InlineData("""{"type":"GetMeter","to":"2019" """, "the line must be one JSON object")]
    [InlineData("[]", "the line must be one JSON object")]
    [InlineData("", "the line must be one JSON object")]
    public void Mistake_is_named(string json, string error)
    {
        Assert.Equal(error, Encode(json));
    }

    [Fact]
    public void A_failure_leaves_no_bytes_of_the_frame_before()
    {
        FrameJson frameJson = new FrameJson(GoldenFrames.OwnId);
        byte[] good = Encoding.UTF8.GetBytes("""{"type":"GetMeter","to":"2019"}""");
        Assert.True(frameJson.TryEncode(good, good.Length, out _));
        Assert.Equal(18, frameJson.WireLength);

        Assert.False(frameJson.TryEncode(good, good.Length - 1, out _));

        Assert.Equal(0, frameJson.WireLength);
    }

    private static string OnlyFrame(GoldenFrame golden)
    {
        return Assert.Single(JsonNode.Parse(golden.Frames)!.AsArray())!.ToJsonString();
    }

    // The bytes in hex, or the error.
    private static string Encode(string json)
    {
        FrameJson frameJson = new FrameJson(GoldenFrames.OwnId);
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        bool isMade = frameJson.TryEncode(bytes, bytes.Length, out string error);
        Assert.Equal(isMade, error == null);
        return isMade ? HexBytes.Of(frameJson.Wire, frameJson.WireLength) : error!;
    }
}
