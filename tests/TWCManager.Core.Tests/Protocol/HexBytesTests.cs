using TWCManager.Core.Protocol;
using Xunit;

namespace TWCManager.Core.Tests.Protocol;

public sealed class HexBytesTests
{
    [Theory]
    [InlineData("C0FD1e", "C0 FD 1E")]
    [InlineData("  C0 FD\t1E \r\n", "C0 FD 1E")]
    [InlineData("C0FD 1E", "C0 FD 1E")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("C", null)]
    [InlineData("C0 F", null)]
    [InlineData("C 0", null)]
    [InlineData("C0 G0", null)]
    [InlineData("0xC0", null)]
    [InlineData("C0,FD", null)]
    [InlineData("C0 FD 1E 00 00", null)]
    public void Pairs_of_hex_digits_are_read_and_nothing_else(string line, string? bytes)
    {
        byte[] into = new byte[4];

        bool isHex = HexBytes.TryParseHex(line, into, out int length);

        Assert.Equal(bytes != null, isHex);
        Assert.Equal(bytes, isHex ? HexBytes.Of(into, length) : null);
    }
}
