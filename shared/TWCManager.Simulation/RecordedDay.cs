using System.Globalization;

namespace TWCManager.Simulation;

/// <summary>Sun, house and perhaps price of a real day, read from a CSV file. The sun runs straight between two rows; house and price hold until the next row.</summary>
public sealed class RecordedDay
{
    private const string SecondColumn = "second";
    private const string SolarColumn = "solarWatts";
    private const string HouseColumn = "houseWatts";
    private const string PriceColumn = "pricePerMwh";
    private const double HighestWatts = 1_000_000;
    private const double HighestPrice = 100_000;

    private readonly double[] _seconds;
    private readonly double[] _solar;
    private readonly double[] _house;
    private readonly double[]? _prices;

    private RecordedDay(double[] seconds, double[] solar, double[] house, double[]? prices)
    {
        _seconds = seconds;
        _solar = solar;
        _house = house;
        _prices = prices;
        Sun = new Curve(this, isSun: true);
        House = new Curve(this, isSun: false);
    }

    /// <summary>Power of the panels.</summary>
    public IPowerCurve Sun { get; }

    /// <summary>Power of the house without cars.</summary>
    public IPowerCurve House { get; }

    /// <summary>Rows that were read.</summary>
    public int Rows => _seconds.Length;

    /// <summary>True if the file has a column of prices.</summary>
    public bool HasPrices => _prices != null;

    /// <summary>Price at a moment, per MWh; 0 without prices.</summary>
    public double PricePerMwhAt(double daySecond)
    {
        return _prices == null ? 0 : _prices[RowAt(daySecond % SimulatedSite.DaySeconds)];
    }

    /// <summary>Reads a day.</summary>
    /// <param name="text">A header line that names the columns, then a row for each moment, in order.</param>
    /// <exception cref="FormatException">The text is no such file; the message names the line and says what belongs there.</exception>
    public static RecordedDay Parse(TextReader text)
    {
        string[] header = Cells(text.ReadLine() ?? throw new FormatException("The file is empty."));
        int second = ColumnOf(header, SecondColumn, isNeeded: true);
        int solar = ColumnOf(header, SolarColumn, isNeeded: true);
        int house = ColumnOf(header, HouseColumn, isNeeded: true);
        int price = ColumnOf(header, PriceColumn, isNeeded: false);
        List<double> seconds = new List<double>();
        List<double> suns = new List<double>();
        List<double> houses = new List<double>();
        List<double> prices = new List<double>();
        for (int line = 2; text.ReadLine() is string row; line++)
        {
            if (row.Trim().Length == 0)
            {
                continue;
            }

            string[] cells = Cells(row);
            double at = Number(cells, second, header, line, 0, SimulatedSite.DaySeconds);
            if (seconds.Count > 0 && at <= seconds[^1])
            {
                throw new FormatException("Line " + line + ": " + SecondColumn + " must be greater than in the row before.");
            }

            seconds.Add(at);
            suns.Add(Number(cells, solar, header, line, 0, HighestWatts));
            houses.Add(Number(cells, house, header, line, 0, HighestWatts));
            if (price >= 0)
            {
                prices.Add(Number(cells, price, header, line, -HighestPrice, HighestPrice));
            }
        }

        if (seconds.Count == 0)
        {
            throw new FormatException("The file has a header and no rows.");
        }

        return new RecordedDay(seconds.ToArray(), suns.ToArray(), houses.ToArray(), price >= 0 ? prices.ToArray() : null);
    }

    private static string[] Cells(string line)
    {
        return line.TrimStart('\uFEFF').Split(',').Select(cell => cell.Trim()).ToArray();
    }

    private static int ColumnOf(string[] header, string name, bool isNeeded)
    {
        int index = Array.FindIndex(header, cell => string.Equals(cell, name, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && isNeeded)
        {
            throw new FormatException("Line 1 must name the columns " + SecondColumn + "," + SolarColumn + "," + HouseColumn
                + " (and " + PriceColumn + " if there are prices); " + name + " is missing.");
        }

        return index;
    }

    private static double Number(string[] cells, int column, string[] header, int line, double least, double most)
    {
        if (column < cells.Length
            && double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= least && value <= most)
        {
            return value;
        }

        throw new FormatException(string.Create(
            CultureInfo.InvariantCulture, $"Line {line}: {header[column]} must be a number from {least} to {most}, such as 1234.5."));
    }

    // Before the first row the first one counts.
    private int RowAt(double second)
    {
        int index = Array.BinarySearch(_seconds, second);
        return index >= 0 ? index : Math.Max(0, ~index - 1);
    }

    private double SolarAt(double second)
    {
        int row = RowAt(second);
        if (second <= _seconds[row] || row == _seconds.Length - 1)
        {
            return _solar[row];
        }

        double part = (second - _seconds[row]) / (_seconds[row + 1] - _seconds[row]);
        return _solar[row] + (_solar[row + 1] - _solar[row]) * part;
    }

    private sealed class Curve(RecordedDay day, bool isSun) : IPowerCurve
    {
        public double WattsAt(double daySecond)
        {
            double second = daySecond % SimulatedSite.DaySeconds;
            return isSun ? day.SolarAt(second) : day._house[day.RowAt(second)];
        }
    }
}
