using System.Text;
using TWCManager.Core.Files;
using Xunit;

namespace TWCManager.Core.Tests.Files;

public class Crc32Tests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xCBF43926u)]           // the check value of the catalogues
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Known_texts_have_their_known_checksum(string text, uint expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes("x" + text + "x");
        Assert.Equal(expected, Crc32.Of(bytes, 1, bytes.Length - 2));
    }

    [Fact]
    public void A_checksum_is_written_in_hex_and_compared_in_any_case()
    {
        byte[] text = new byte[10];
        Crc32.PutText(0x0BF4A926, text, 1);
        Assert.Equal("\00BF4A926\0", Encoding.ASCII.GetString(text));
        Assert.True(Crc32.IsText(0x0BF4A926, text, 1));
        Assert.False(Crc32.IsText(0x0BF4A927, text, 1));
        Assert.False(Crc32.IsText(0x1BF4A926, text, 1));
        Assert.True(Crc32.IsText(0x0BF4A926, "0bf4a926"u8.ToArray(), 0));
        Assert.False(Crc32.IsText(0x0BF4A926, "0bf4a92&"u8.ToArray(), 0));
    }
}
