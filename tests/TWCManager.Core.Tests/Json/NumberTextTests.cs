using System.Globalization;
using System.Numerics;
using System.Text;
using TWCManager.Core.Json;
using Xunit;

namespace TWCManager.Core.Tests.Json;

public sealed class NumberTextTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("-0", 3, 0)]
    [InlineData("1.734", 3, 1734)]
    [InlineData("+1.734", 3, 1734)]
    [InlineData("-1.734", 3, -1734)]
    [InlineData(" 1.734\r\n", 3, 1734)]
    [InlineData("1.7344", 3, 1734)]
    [InlineData("1.7345", 3, 1735)]
    [InlineData("-1.7345", 3, -1735)]
    [InlineData("1.73449999999999999999999", 3, 1734)]
    [InlineData("0.5", 0, 1)]
    [InlineData("-0.5", 0, -1)]
    [InlineData("0.49999", 0, 0)]
    [InlineData("9.9995", 3, 10000)]
    [InlineData("007", 0, 7)]
    [InlineData("5.", 2, 500)]
    [InlineData(".5", 2, 50)]
    [InlineData("1e3", 0, 1000)]
    [InlineData("1E+3", 0, 1000)]
    [InlineData("1.5e3", 2, 150000)]
    [InlineData("-1.5e-3", 3, -2)]
    [InlineData("1234e-2", 0, 12)]
    [InlineData("1250e-2", 0, 13)]
    [InlineData("1249e-2", 0, 12)]
    [InlineData("4e-1", 0, 0)]
    [InlineData("5e-1", 0, 1)]
    [InlineData("9e-2", 0, 0)]
    [InlineData("15.9e-1", 0, 2)]
    [InlineData("1e-99999999999", 9, 0)]
    [InlineData("0e99999999999", 9, 0)]
    [InlineData("0.0000000000000000000012e21", 1, 12)]
    [InlineData("12000000000000000000000e-21", 1, 120)]
    [InlineData("12345678901234567", 0, 12345678901234567)]
    [InlineData("-12345678901234567", 0, -12345678901234567)]
    [InlineData("1.23456789012345678901234567890", 9, 1234567890)]
    [InlineData("100000000000000000", 0, 100000000000000000)]
    [InlineData("-2147483648", 0, int.MinValue)]
    [InlineData("-2147483648", 6, int.MinValue * 1000000L)]
    [InlineData("2147483647.5", 0, int.MaxValue + 1L)]
    public void Number_is_read_in_steps_and_rounded_away_from_zero(string text, int decimals, long steps)
    {
        Assert.True(TryParse(text, decimals, out long value));
        Assert.Equal(steps, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("e5")]
    [InlineData(".e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5.5")]
    [InlineData("1e5e5")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("1 5")]
    [InlineData("--1")]
    [InlineData("+-1")]
    [InlineData("1-")]
    [InlineData("0x10")]
    [InlineData("12 W")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("Infinity")]
    [InlineData("unknown")]
    [InlineData("unavailable")]
    [InlineData("١٢")]
    [InlineData("1\0")]
    [InlineData("100000000000000000.5")]
    [InlineData("100000000000000001")]
    [InlineData("999999999999999999999999999999")]
    [InlineData("1e18")]
    [InlineData("1e400")]
    [InlineData("-1e99999999999")]
    public void Anything_else_is_refused_and_zero(string text)
    {
        Assert.False(TryParse(text, 0, out long value));
        Assert.Equal(0, value);
    }

    [Fact]
    public void Only_the_given_stretch_is_read()
    {
        byte[] text = Encoding.UTF8.GetBytes("99123.499");
        Assert.True(NumberText.TryParse(text, 2, 5, 1, out long value));
        Assert.Equal(1234, value);
        Assert.False(NumberText.TryParse(text, 2, 0, 1, out _));
    }

    [Theory]
    [InlineData("5", 0, true)]
    [InlineData("5.000", 0, true)]
    [InlineData("5.0001", 0, false)]
    [InlineData("50e-1", 0, true)]
    [InlineData("55e-1", 0, false)]
    [InlineData("0e-5", 0, true)]
    [InlineData("1e-5", 0, false)]
    [InlineData("1.25", 2, true)]
    [InlineData("1.251", 2, false)]
    public void What_was_rounded_away_is_told(string text, int decimals, bool isExact)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.True(NumberText.TryParse(bytes, 0, bytes.Length, decimals, out _, out bool actual));
        Assert.Equal(isExact, actual);
    }

    [Fact]
    public void Random_numbers_agree_with_exact_arithmetic()
    {
        const int Count = 300000;
        Random random = new Random(17);
        int inRange = 0;
        for (int i = 0; i < Count; i++)
        {
            string whole = Digits(random, random.Next(1, 22));
            string fraction = random.Next(2) == 0 ? "" : Digits(random, random.Next(1, 22));
            int exponent = random.Next(3) == 0 ? random.Next(-30, 31) : 0;
            int decimals = random.Next(10);
            bool isNegative = random.Next(2) == 0;
            string text = (isNegative ? "-" : "") + whole + (fraction == "" ? "" : "." + fraction) + (exponent == 0 ? "" : "e" + exponent);

            BigInteger expected = Steps(whole + fraction, decimals + exponent - fraction.Length) * (isNegative ? -1 : 1);
            bool isInRange = BigInteger.Abs(expected) <= 100000000000000000;
            inRange += isInRange ? 1 : 0;
            Assert.True(isInRange == TryParse(text, decimals, out long value), text);
            Assert.True(value == (isInRange ? expected : 0), text + " with " + decimals);
        }

        output.WriteLine($"{Count} numbers, {inRange} in range");
        Assert.InRange(inRange, Count / 4, Count - Count / 20);
    }

    // Digits times ten to the power of scale, rounded half up.
    private static BigInteger Steps(string digits, int scale)
    {
        BigInteger number = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        if (scale >= 0)
        {
            return number * BigInteger.Pow(10, scale);
        }

        BigInteger divisor = BigInteger.Pow(10, -scale);
        return (number * 2 + divisor) / (divisor * 2);
    }

    private static string Digits(Random random, int count)
    {
        return string.Concat(Enumerable.Range(0, count).Select(_ => "0123456789559900"[random.Next(16)]));
    }

    private static bool TryParse(string text, int decimals, out long value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return NumberText.TryParse(bytes, 0, bytes.Length, decimals, out value);
    }
}
