using nanoFramework.TestFramework;
using TWCManager.Core.Json;

namespace TWCManager.Device.Tests;

/// <summary>Numbers out of text by long arithmetic, where the device differs from .NET in a few places.</summary>
[TestClass]
public class NumberTextTests
{
    [TestMethod]
    public void Kilowatts_become_watts()
    {
        Assert.AreEqual(1734L, Parse("1.734", 3));
        Assert.AreEqual(-500L, Parse("-0.5", 3));
    }

    [TestMethod]
    public void Halves_round_away_from_zero()
    {
        Assert.AreEqual(3L, Parse("2.5", 0));
        Assert.AreEqual(-3L, Parse("-2.5", 0));
    }

    [TestMethod]
    public void Exponents_are_followed()
    {
        Assert.AreEqual(12300L, Parse("1.23e4", 0));
        Assert.AreEqual(0L, Parse("1e-9", 3));
    }

    [TestMethod]
    public void Words_are_refused()
    {
        byte[] text = Bytes.OfText("unavailable");
        long value;
        Assert.IsFalse(NumberText.TryParse(text, 0, text.Length, 0, out value));
    }

    private static long Parse(string digits, int decimals)
    {
        byte[] text = Bytes.OfText(digits);
        long value;
        Assert.IsTrue(NumberText.TryParse(text, 0, text.Length, decimals, out value), digits);
        return value;
    }
}
