using System.Text;
using System.Text.RegularExpressions;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Structure;
using Xunit;

namespace TWCManager.Core.Tests.Settings;

/// <summary>The table of boards: its words, its pins, and the tables of the documents that are printed from it.</summary>
public class BoardTableTests
{
    private static readonly string[] s_words = BoardTable.Words.Split(',');

    private static BoardRow[] Rows => [.. s_words.Select((_, board) => BoardTable.Of(board))];

    [Fact]
    public void Each_word_of_the_setting_has_its_row()
    {
        Assert.Equal(s_words, SettingsTable.Of(Setting.Board).Choices);
        Assert.DoesNotContain(null, Rows);
        Assert.Null(BoardTable.Of(s_words.Length));
        Assert.Equal(s_words.Length, Rows.Select(row => row.Name).Distinct().Count());
    }

    // These numbers are how boards in use are wired: a changed one would leave a bus silent.
    [Theory]
    [InlineData("devkit", "ESP32 with a MAX3485 module", 17, 16, 4, 2, 0, false, "", false)]
    [InlineData("t-can485", "LilyGO T-CAN485", 22, 21, -1, -1, 0, false, "16 19 17", false)]
    [InlineData("wt32-eth01", "WT32-ETH01 with a MAX3485 module", 17, 5, 33, -1, -1, false, "", true)]
    [InlineData("olimex-poe", "Olimex ESP32-POE with a MAX3485 module", 4, 36, 33, -1, 34, true, "", true)]
    [InlineData("s3-devkit", "ESP32-S3 with a MAX3485 module", 17, 18, 16, 15, 0, false, "", false)]
    public void A_board_keeps_its_word_and_its_pins(
        string word, string name, int transmit, int receive, int direction, int light, int button, bool hasResistor, string powered, bool byCable)
    {
        var row = BoardTable.Of(Array.IndexOf(s_words, word));
        Assert.Equal(
            (name, transmit, receive, direction, light, button, hasResistor, powered, byCable),
            (row.Name, row.Transmit, row.Receive, row.Direction, row.Light, row.Button, row.ButtonHasResistor, string.Join(' ', row.Powered), row.Ethernet.Length > 0));
    }

    [Fact]
    public void No_pin_of_a_board_is_used_twice_nor_taken_by_its_network()
    {
        foreach (var row in Rows)
        {
            int[] pins = [.. new[] { row.Transmit, row.Receive, row.Direction, row.Light, row.Button }.Where(pin => pin != BoardRow.None), .. row.Powered];
            Assert.Equal(pins.Length, pins.Distinct().Count());
            Assert.Empty(pins.Intersect(Taken(row.Ethernet)));
            Assert.All(pins, pin => Assert.InRange(pin, 0, 48));
        }
    }

    [Fact]
    public void Pins_that_can_only_receive_send_and_pull_nothing()
    {
        foreach (var row in Rows.Where(row => !row.Firmware.Contains("S3", StringComparison.Ordinal)))
        {
            int[] driven = [row.Transmit, row.Direction, row.Light, .. row.Powered];
            Assert.All(driven, pin => Assert.True(pin < 34, $"{row.Name}: GPIO {pin} can only receive"));
            Assert.True(row.Button < 34 || row.ButtonHasResistor, $"{row.Name}: GPIO {row.Button} has no pull-up");
        }
    }

    [Fact]
    public void The_table_of_pins_in_the_document_is_printed_from_the_rows() => Check("hardware/README.md", Pins());

    [Fact]
    public void The_table_of_firmware_targets_in_the_document_is_printed_from_the_rows() => Check("docs/flashing.md", Firmware());

    private static string Pins()
    {
        var text = new StringBuilder("| board | DI (sends) | RO (hears) | DE and /RE | kept high | light | button | Ethernet | isolation | PSRAM |\n|---|---|---|---|---|---|---|---|---|---|\n");
        for (var i = 0; i < s_words.Length; i++)
        {
            var row = Rows[i];
            text.Append($"| `{s_words[i]}` | {Pin(row.Transmit)} | {Pin(row.Receive)} | {(row.Direction == BoardRow.None ? "automatic" : Pin(row.Direction))} | {string.Join(", ", row.Powered)} ")
                .Append($"| {Pin(row.Light)} | {Pin(row.Button)} | {row.Ethernet} | {row.Isolation} | {row.Memory} |\n");
        }

        return text.ToString();
    }

    private static string Firmware()
    {
        var text = new StringBuilder("| board | setting `board` | network | firmware target |\n|---|---|---|---|\n");
        for (var i = 0; i < s_words.Length; i++)
        {
            text.Append($"| {Rows[i].Name} | `{s_words[i]}`{(i == 0 ? " (the default)" : "")} | {(Rows[i].Ethernet.Length > 0 ? "cable" : "Wi-Fi")} | `{Rows[i].Firmware}` |\n");
        }

        return text.ToString();
    }

    private static string Pin(int pin) => pin == BoardRow.None ? "" : pin.ToString();

    // "LAN8720: GPIO 0, 16, 18 to 19" takes 0, 16, 18 and 19.
    private static IEnumerable<int> Taken(string ethernet) =>
        Regex.Matches(ethernet[(ethernet.IndexOf(':') + 1)..], @"(\d+)(?: to (\d+))?").SelectMany(m =>
        {
            var first = int.Parse(m.Groups[1].Value);
            return Enumerable.Range(first, (m.Groups[2].Success ? int.Parse(m.Groups[2].Value) : first) - first + 1);
        });

    private static void Check(string file, string table)
    {
        var found = File.ReadAllText(Path.Combine(RepositoryFolder.Path, file));
        var printed = Regex.Replace(found, "(?<=<!-- boards[^>]*-->\n\n).*?(?=<!-- end of boards -->)", _ => table + "\n", RegexOptions.Singleline);
        Assert.Contains(table, printed);
        var copy = Path.Combine(RepositoryFolder.Path, "artifacts", file.Replace('/', '-'));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllText(copy, printed);
        Assert.True(found == printed, $"The table of boards has changed: cp artifacts/{Path.GetFileName(copy)} {file}");
    }
}
