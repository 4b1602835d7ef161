using System.Text;

namespace TWCManager.Core.Tests.Energy;

/// <summary>Replies of energy sources, written by hand after their descriptions.</summary>
internal static class Documents
{
    private static int s_replies;

    /// <summary>A power flow; texts go in as they are, so "null" is null. The device's own time moves on in each.</summary>
    public static string PowerFlow(
        string solar = "4120.5", string grid = "-812.4", string load = "-3308.1", string battery = "null", string mode = "meter", string inverter = "\"DT\":99,\"P\":4120", string code = "0")
    {
        return "{\"Head\":{\"RequestArguments\":{},\"Status\":{\"Code\":" + code + ",\"Reason\":\"\",\"UserMessage\":\"\"},\"Timestamp\":\"" + Moment() + "\"},"
            + "\"Body\":{\"Data\":{\"Site\":{\"Mode\":\"" + mode + "\",\"Meter_Location\":\"grid\",\"P_PV\":" + solar + ",\"P_Grid\":" + grid
            + ",\"P_Load\":" + load + ",\"P_Akku\":" + battery + ",\"E_Day\":17.5,\"rel_Autonomy\":100},\"Inverters\":{\"1\":{" + inverter + "}},\"Version\":\"12\"}}}";
    }

    /// <summary>A refusal as a Fronius device words it: HTTP 200 all the same.</summary>
    public static string FroniusCode(string code)
    {
        return "{\"Body\":{\"Data\":{}},\"Head\":{\"Status\":{\"Code\":" + code + ",\"Reason\":\"no luck\"}}}";
    }

    /// <summary>System scope of a version 0 logger.</summary>
    public static string OldSystem(string values, string code = "0")
    {
        return "{\"Head\":{\"Status\":{\"Code\":" + code + "}},\"Body\":{\"Data\":{\"TOTAL_ENERGY\":{\"Unit\":\"Wh\",\"Values\":{\"1\":700}},"
            + "\"PAC\":{\"Unit\":\"W\",\"Values\":" + values + "}}}}";
    }

    /// <summary>A state object; null leaves the member out.</summary>
    public static string State(string state, string? unit = "W", string? reported = "2031-05-06T10:00:00.500000+00:00", string updated = "2031-05-06T09:00:00.250000+00:00")
    {
        string attributes = unit == null ? "\"friendly_name\":\"x\"" : "\"friendly_name\":\"x\",\"unit_of_measurement\":\"" + unit + "\"";
        string last = reported == null ? "" : "\"last_reported\":\"" + reported + "\",";
        return "{\"entity_id\":\"sensor.x\",\"state\":\"" + state + "\",\"attributes\":{" + attributes + "},\"last_changed\":\"2031-05-01T00:00:00+00:00\","
            + last + "\"last_updated\":\"" + updated + "\",\"context\":{\"id\":\"0\",\"parent_id\":null}}";
    }

    private static string Moment()
    {
        return new DateTime(2031, 5, 6).AddSeconds(Interlocked.Increment(ref s_replies)).ToString("s") + "+02:00";
    }

    public static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }
}
