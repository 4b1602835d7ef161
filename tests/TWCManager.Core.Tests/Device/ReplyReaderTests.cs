using System.Text;
using TWCManager.Esp32.Http;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class ReplyReaderTests
{
    private readonly ReplyReader _reader = new();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nCONTENT-LENGTH:5\r\n\r\nhelloand more")]
    [InlineData("HTTP/1.0 200\r\nContent-Type: text/plain\r\n\r\nhello")]
    [InlineData("HTTP/1.0 200 OK\nContent-Length: 5\n\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n003;name=value\r\nllo\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, Chunked\r\n\r\n5 \r\nhello\r\n0\r\nTrailer: x\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    public void A_body_is_the_same_in_pieces_of_any_length(string text)
    {
        for (var pieceLength = 1; pieceLength <= text.Length; pieceLength++)
        {
            Assert.Equal("hello", Read(text, pieceLength));
            Assert.True(_reader.IsComplete);
            Assert.Equal(200, _reader.Status);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\nh", 4000)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nh", 1000000)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nh", 0)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nh", 0)]
    public void The_announced_length_is_known_with_the_first_byte(string text, int length)
    {
        Assert.Equal("h", Read(text, text.Length));
        Assert.Equal(length, _reader.AnnouncedLength);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204)]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", 401)]
    [InlineData("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n", 404)]
    public void A_reply_may_have_no_body(string text, int status)
    {
        Assert.Equal("", Read(text, 7));
        Assert.True(_reader.IsComplete);
        Assert.Equal(status, _reader.Status);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("HTTP/1.1 20\r\n\r\n")]
    [InlineData("HTTP/1.1 0x2 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Len")]
    [InlineData("")]
    public void What_is_no_whole_reply_is_broken(string text)
    {
        Read(text, 3);
        Assert.False(_reader.IsComplete);
        Assert.True(_reader.IsBroken);
    }

    [Fact]
    public void A_head_without_end_is_given_up()
    {
        var piece = Encoding.ASCII.GetBytes("X-Filler: " + new string('x', 500) + "\r\n");
        _reader.Begin();
        _reader.Take(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n"), 17);
        var taken = 0;
        while (_reader.Take((byte[])piece.Clone(), piece.Length))
        {
            taken += piece.Length;
            Assert.InRange(taken, 0, ReplyReader.HeadLimit);
        }

        Assert.True(_reader.IsBroken);
    }

    [Fact]
    public void A_body_in_many_small_chunks_is_no_long_head()
    {
        var text = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < ReplyReader.HeadLimit / 3; i++)
        {
            text.Append("1\r\nx\r\n");
        }

        Assert.Equal(ReplyReader.HeadLimit / 3, Read(text.Append("0\r\n\r\n").ToString(), 100).Length);
        Assert.True(_reader.IsComplete);
    }

    [Fact]
    public void Nothing_of_one_reply_is_left_in_the_next()
    {
        Read("HTTP/1.1 500 Error\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab", 9);
        Assert.Equal("hello", Read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 9));
        Assert.True(_reader.IsComplete);
        Assert.Equal(200, _reader.Status);
    }

    [Fact]
    public void The_date_of_the_other_side_is_kept_for_this_reply()
    {
        Read("HTTP/1.1 200 OK\r\nDate: Mon, 05 Jan 2026 11:22:33 GMT\r\nContent-Length: 0\r\n\r\n", 5);
        Assert.Equal("Mon, 05 Jan 2026 11:22:33 GMT", _reader.Date);
        Read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 5);
        Assert.Null(_reader.Date);
    }

    [Fact]
    public void Random_bytes_are_survived()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var data = new byte[60];
            random.NextBytes(data);
            if (round % 2 == 0)
            {
                Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").CopyTo(data, 0);
            }

            _reader.Begin();
            _reader.Take(data, data.Length);
            Assert.InRange(_reader.BodyLength, 0, data.Length);
        }
    }

    private string Read(string text, int pieceLength)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var body = new StringBuilder();
        _reader.Begin();
        for (var at = 0; at < bytes.Length; at += pieceLength)
        {
            var piece = bytes[at..Math.Min(at + pieceLength, bytes.Length)];
            var needsMore = _reader.Take(piece, piece.Length);
            body.Append(Encoding.ASCII.GetString(piece, 0, _reader.BodyLength));
            if (!needsMore)
            {
                break;
            }
        }

        _reader.End();
        return body.ToString();
    }
}
