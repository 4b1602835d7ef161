using TWCManager.Core.Doctor;
using TWCManager.Core.Json;

namespace TWCManager.Core.Documents;

/// <summary>The report of a commissioning test as JSON.</summary>
internal static class TestDocument
{
    /// <summary>Writes the whole report, or what there is of it.</summary>
    internal static void Write(TestReport report, JsonWriter json)
    {
        json.BeginObject();
        json.Field("state", !report.IsDone ? "running" : report.IsCancelled ? "cancelled" : "done");
        json.Field("result", TestText.Result(report.Result()));
        if (report.IsDone)
        {
            json.Field("seconds", report.Seconds);
        }
        else
        {
            json.FieldNull("seconds");
        }

        json.Name("connectors");
        json.BeginArray();
        for (int i = 0; i < report.Connectors.Length; i++)
        {
            WriteConnector(report, i, json);
        }

        json.EndArray();
        json.EndObject();
    }

    private static void WriteConnector(TestReport report, int index, JsonWriter json)
    {
        json.BeginObject();
        json.Field("connector", report.Connectors[index].IdText);
        json.Field("result", TestText.Result(report.ResultOf(index)));
        Figure(json, "turnaroundMs", report.Get(index, TestReport.TurnaroundMs), 0);
        Figure(json, "echoMs", report.Get(index, TestReport.EchoMs), 0);
        Figure(json, "lowAmps", report.Get(index, TestReport.LowCentiamps), 2);
        Figure(json, "drawLowAmps", report.Get(index, TestReport.DrawLowCentiamps), 2);
        Figure(json, "highAmps", report.Get(index, TestReport.HighCentiamps), 2);
        Figure(json, "drawHighAmps", report.Get(index, TestReport.DrawHighCentiamps), 2);
        Figure(json, "stopMs", report.Get(index, TestReport.StopMs), 0);
        Figure(json, "resumeMs", report.Get(index, TestReport.ResumeMs), 0);
        Figure(json, "badFrames", report.Get(index, TestReport.BadFrames), 0);
        json.Field("text", TestText.FirstNote(report, index));
        json.Name("steps");
        json.BeginArray();
        for (int step = 0; step < TestReport.Steps; step++)
        {
            json.BeginObject();
            json.Field("step", TestText.Step(step));
            json.Field("result", TestText.Result(report.ResultOf(index, step)));
            json.Field("text", TestText.Note(report, index, step));
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }

    private static void Figure(JsonWriter json, string name, int value, int decimals)
    {
        if (value == TestReport.Unknown)
        {
            json.FieldNull(name);
        }
        else
        {
            json.FieldFixed(name, value, decimals);
        }
    }
}
