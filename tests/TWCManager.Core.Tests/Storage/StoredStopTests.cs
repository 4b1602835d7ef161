using System.Text;
using TWCManager.Core.Charging;
using TWCManager.Core.Tests.Whole;
using Xunit;

namespace TWCManager.Core.Tests.Storage;

/// <summary>The words in state.json are a format of their own: files that exist stay readable, whatever the published words become.</summary>
public class StoredStopTests
{
    private const int Id = 0x2019;

    // As every version so far has written it. Never change these texts.
    private const string File = """
        "stopped":false,"connectors":[{"id":"2019","protocol":2,"ratedCentiamps":3200,"linked":true,"totalWattHours":4711,"stop":"WORD","interruptions":2}]}
        """;

    [Theory]
    [InlineData("free", StopState.Free)]
    [InlineData("asking", StopState.Asking)]
    [InlineData("stopped", StopState.Stopped)]
    [InlineData("open", StopState.Open)]
    [InlineData("held", StopState.Held)]
    public void A_stored_stop_state_is_read_and_written_by_the_word_that_it_always_had(string word, StopState state)
    {
        var content = File.Replace("WORD", word);
        var machine = new Machine();
        machine.Storage.Files["state.json"] = Encoding.UTF8.GetBytes("{" + content);
        machine.PowerCut(0.01);
        machine.Run(0.01);
        Assert.Equal((state, 2), (machine.Point(Id).Stop.State, machine.Point(Id).Stop.Interruptions));
        machine.Controller.Stop(machine.NowMs);
        var written = Encoding.UTF8.GetString(machine.Storage.Files["state.json"]);
        Assert.Equal(content, written[(written.IndexOf(',') + 1)..]);
    }

    [Fact]
    public void A_word_that_is_not_known_is_a_car_that_may_charge()
    {
        var machine = new Machine();
        machine.Storage.Files["state.json"] = Encoding.UTF8.GetBytes("{" + File.Replace("WORD", "opened"));
        machine.PowerCut(0.01);
        machine.Run(0.01);
        Assert.Equal(StopState.Free, machine.Point(Id).Stop.State);
    }
}
