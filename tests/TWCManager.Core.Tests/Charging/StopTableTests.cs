using System.Text.RegularExpressions;
using System.Xml.Linq;
using TWCManager.Core.Bus;
using TWCManager.Core.Charging;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Mqtt;
using TWCManager.Core.Tests.Structure;
using TWCManager.Core.Tests.Bus;
using Xunit;

namespace TWCManager.Core.Tests.Charging;

/// <summary>The state machine of stopping: the document, the diagram, the table in the code and what the code does are one and the same.</summary>
public partial class StopTableTests
{
    private const long NowMs = 100_000_000;
    private const int Budget = 3;

    private static readonly string s_docs = Path.Combine(RepositoryFolder.Path, "docs");

    // State, column, next state. A dot in the document is the state itself.
    private static readonly Lazy<StopState[,]> s_documented = new(ReadDocument);

    public static TheoryData<StopState, int> Cells
    {
        get
        {
            var cells = new TheoryData<StopState, int>();
            foreach (var state in Enum.GetValues<StopState>())
            {
                for (var column = 0; column < StopTable.Columns; column++)
                {
                    cells.Add(state, column);
                }
            }

            return cells;
        }
    }

    [Fact]
    public void The_table_has_a_row_for_each_state()
    {
        Assert.Equal(StopTable.Rows, Enum.GetValues<StopState>().Length);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_of_the_table_says_what_the_document_says(StopState state, int column)
    {
        Assert.Equal(s_documented.Value[(int)state, column], StopTable.Next(state, column));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_ladder_in_a_situation_goes_where_the_document_says(StopState state, int column)
    {
        // A silent connector is not heard, so neither a car that has left nor its draw is seen.
        var seen = state != StopState.Silencing ? column : column switch
        {
            StopTable.Gone => StopTable.WantedIdle,
            StopTable.WantedDraws => StopTable.WantedIdle,
            StopTable.WantedDrawsLate => StopTable.WantedIdleLate,
            StopTable.Draws => StopTable.Idle,
            StopTable.DrawsLate or StopTable.DrawsLateContactor or StopTable.DrawsLateSilence => StopTable.IdleLate,
            _ => column,
        };
        var rig = new Rig(state, column);
        rig.Update();
        Assert.Equal(s_documented.Value[(int)state, seen], rig.Point.Stop.State);
    }

    [Fact]
    public void The_diagram_shows_the_arrows_of_the_table_that_it_does_not_leave_out()
    {
        var expected = new SortedSet<string>();
        foreach (var state in Enum.GetValues<StopState>())
        {
            for (var column = 0; column < StopTable.Columns; column++)
            {
                var next = StopTable.Next(state, column);
                var isHome = next == StopState.Free && (column is StopTable.Gone or StopTable.WantedDraws or StopTable.WantedDrawsLate);
                var isAgain = state >= StopState.Stopped && column >= StopTable.Draws;
                if (next != state && !isHome && !isAgain)
                {
                    expected.Add(state + " " + next);
                }
            }
        }

        var picture = XDocument.Load(Path.Combine(s_docs, "pictures", "stopping.svg"));
        var drawn = picture.Descendants().Where(e => (string?)e.Attribute("class") == "step")
            .SelectMany(e => ((string)e.Attribute("data-from")!).Split(' ').Select(from => from + " " + (string)e.Attribute("data-to")!)).Order(StringComparer.Ordinal);
        var boxes = picture.Descendants().Where(e => (string?)e.Attribute("class") == "name").Select(e => e.Value);
        Assert.Equal(expected.Order(StringComparer.Ordinal), drawn);
        Assert.Equal(Enum.GetNames<StopState>().Order(), boxes.Order());
    }

    private static StopState[,] ReadDocument()
    {
        var table = new StopState[StopTable.Rows, StopTable.Columns];
        var rows = Row().Matches(File.ReadAllText(Path.Combine(s_docs, "stopping.md")));
        Assert.Equal(StopTable.Rows, rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var state = Enum.Parse<StopState>(rows[row].Groups[1].Value);
            Assert.Equal(row, (int)state);
            var cells = rows[row].Groups[2].Value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(StopTable.Columns, cells.Length);
            for (var column = 0; column < cells.Length; column++)
            {
                table[row, column] = cells[column] == "·" ? state : Enum.Parse<StopState>(cells[column]);
            }
        }

        return table;
    }

    [GeneratedRegex(@"^\| \*\*(\w+)\*\* \|(.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>A charge point that stands in a given state and sees what a column of the table stands for.</summary>
    private sealed class Rig
    {
        public Rig(StopState state, int column)
        {
            var control = new ChargeControl(new ChargerSettings(), 1);
            var bus = new BusMaster(new DeadLine(), 0x7777, 1, control.Gate);
            bus.Remember(0x2019, 2, 3200, true, NowMs - 50_000_000);
            control.Observe(bus, NowMs - 50_000_000);
            Point = control.Points[0];
            var isDrawing = column is StopTable.WantedDraws or StopTable.WantedDrawsLate or >= StopTable.Draws;
            var isLate = column is StopTable.WantedDrawsLate or StopTable.WantedIdleLate or StopTable.IdleLate or >= StopTable.DrawsLate;
            // Far enough back for the longest time of any state, or this very moment.
            var sinceMs = isLate ? NowMs - 40_000_000 : NowMs;
            Point.Connector.Bring(LinkState.Online, NowMs);
            Point.Connector.Turn.Sent(false, sinceMs);
            Point.Connector.Reported.TakePlug(column == StopTable.Gone ? 0 : 3);
            Point.Connector.Reported.TakeHeartbeat(WallConnector.Unknown, 0, isDrawing ? 1600 : 0);
            Point.Car.Observe(true, 230, 1, sinceMs);
            Assert.Equal((isDrawing, column != StopTable.Gone), (Point.Car.IsCharging, Point.Car.IsPlugged));
            Point.Switch.Update(column is >= StopTable.Gone and <= StopTable.WantedIdleLate, isDrawing, hasRelay: false, 0, sinceMs);
            Point.Stop.Allow(column == StopTable.DrawsLateContactor ? Setting.StopByContactor : column == StopTable.DrawsLateSilence ? Setting.StopBySilence : Setting.StopByHook);
            // Sees car and connector for the first time, then is put into its state.
            Point.Stop.Update(Budget, 60000, sinceMs);
            Point.Stop.Restore(state, 0, sinceMs);
        }

        public ChargePoint Point { get; }

        public void Update()
        {
            Point.Stop.Update(Budget, 60000, NowMs);
        }
    }

    private sealed class DeadLine : Core.Ports.ISerialLine
    {
        public bool IsOpen => true;

        public int Read(byte[] buffer, int offset, int count) => 0;

        public bool Write(byte[] buffer, int offset, int count) => true;
    }
}
