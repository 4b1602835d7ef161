using System.Text;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Web;
using Xunit;

namespace TWCManager.Core.Tests.Device;

public class RequestReaderTests
{
    private readonly BrowserRequest _request = new();
    private readonly RequestReader _reader = new();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void A_request_is_the_same_in_pieces_of_any_length(int pieceLength)
    {
        Read("POST /api/settings?q=1 HTTP/1.1\r\nhost: box.local\r\nORIGIN:http://box.local\r\nX-twc-token:  abc \r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}", pieceLength);
        Assert.True(_reader.IsComplete);
        Assert.Equal(("POST", "/api/settings", "box.local", "http://box.local", "application/json", "abc", "{\"a\":1}"),
            (_request.Method, _request.Path, _request.Host, _request.Origin, _request.ContentType, _request.Token, Encoding.UTF8.GetString(_request.Body, 0, _request.Length)));
    }

    [Fact]
    public void Nothing_of_one_request_is_left_in_the_next()
    {
        Read("POST /a HTTP/1.1\r\nHost: a\r\nOrigin: b\r\nContent-Type: c\r\nX-TWC-Token: d\r\nContent-Length: 2000\r\n\r\n");
        Assert.True(_request.IsTooLong);
        Read("GET /b HTTP/1.0\r\n\r\n");
        Assert.True(_reader.IsComplete);
        Assert.Equal(("GET", "/b", null, null, null, null, 0, false),
            (_request.Method, _request.Path, _request.Host, _request.Origin, _request.ContentType, _request.Token, _request.Length, _request.IsTooLong));
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET / HTTP/2.0\r\n\r\n")]
    [InlineData("GET  / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1 \r\n\r\n")]
    [InlineData("GET http://example.com/ HTTP/1.1\r\n\r\n")]
    [InlineData("get / HTTP/1.1\r\n\r\n")]
    [InlineData("GETGETGETGET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\rHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nOrigin: a\r\norigin: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n folded\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length:\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 9999999999\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\r\n\r\n")]
    public void What_is_no_request_is_refused(string text)
    {
        Read(text);
        Assert.Equal((400, false), (_reader.Refusal, _reader.IsComplete));
    }

    [Fact]
    public void A_header_of_no_interest_may_be_long_one_of_interest_may_not()
    {
        string letters = new('x', 1000);
        Read("GET / HTTP/1.1\r\nUser-Agent: " + letters + "\r\nHost: a\r\n\r\n");
        Assert.True(_reader.IsComplete);
        Read("GET / HTTP/1.1\r\nX-TWC-Token: " + letters + "\r\n\r\n");
        Assert.Equal(400, _reader.Refusal);
        Read("GET /" + letters + " HTTP/1.1\r\n\r\n");
        Assert.Equal(400, _reader.Refusal);
        Read("GET /" + letters[..230] + " HTTP/1.1\r\n\r\n");
        Assert.Equal("/too-long", _request.Path);
    }

    [Fact]
    public void A_head_without_end_is_refused_at_its_limit()
    {
        Read("GET / HTTP/1.1\r\nX: " + new string('x', RequestReader.HeadLimit));
        Assert.Equal(431, _reader.Refusal);
    }

    [Fact]
    public void A_body_is_taken_up_to_the_room_for_it_and_not_a_byte_further()
    {
        string body = new('b', BrowserRequest.BodyCapacity);
        Read("POST / HTTP/1.1\r\nContent-Length: " + body.Length + "\r\n\r\n" + body + "GET / HTTP/1.1\r\n");
        Assert.True(_reader.IsComplete);
        Assert.Equal((BrowserRequest.BodyCapacity, false), (_request.Length, _request.IsTooLong));
        Read("POST / HTTP/1.1\r\nContent-Length: " + (body.Length + 1) + "\r\n\r\n");
        Assert.True(_reader.IsComplete);
        Assert.Equal((0, true), (_request.Length, _request.IsTooLong));
    }

    [Fact]
    public void Random_bytes_never_break_it_and_what_it_takes_is_within_its_limits()
    {
        Random random = new(20261123);
        string[] words = ["GET ", "POST ", "/", "/api", " HTTP/1.1", "\r\n", "\r\n\r\n", "Host: a", "Content-Length: ", "3", "99", "abc", ":", " ", "X-TWC-Token: t", "\n", "\0", "\u00e4"];
        int complete = 0;
        for (int i = 0; i < 50_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => words[random.Next(words.Length)]));
            Read(i % 3 == 0 ? "GET / HTTP/1.1\r\n" + text : text);
            complete += _reader.IsComplete ? 1 : 0;
            Assert.True(!_reader.IsComplete || (_reader.Refusal == 0 && _request.Path.StartsWith('/') && _request.Length <= BrowserRequest.BodyCapacity), text);
        }

        Assert.True(complete > 100, "the words make too few requests: " + complete);
    }

    private void Read(string text, int pieceLength = 512)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _reader.Begin(_request);
        for (int i = 0; i < bytes.Length; i += pieceLength)
        {
            byte[] piece = bytes[i..Math.Min(bytes.Length, i + pieceLength)];
            if (!_reader.Take(piece, piece.Length))
            {
                return;
            }
        }
    }
}
