using System.Text;
using TWCManager.Core.Ports;
using Xunit;

namespace TWCManager.Core.Tests.Energy;

/// <summary>An HTTP port that answers as it is told, and writes down what it was asked.</summary>
internal sealed class FakeHttp : IHttp
{
    private Answer? _answer;
    private bool _isBusy;

    /// <summary>Decides on a URL; null means that nothing ever comes back until <see cref="Finish"/>.</summary>
    public Func<string, Answer?> Answers { get; set; } = _ => new Answer(HttpFailure.NotReachable);

    /// <summary>While true, requests are not taken.</summary>
    public bool IsRefusing { get; set; }

    /// <summary>True when a second request was begun before the first had been taken.</summary>
    public bool WasAskedTwiceAtOnce { get; private set; }

    public List<string> Urls { get; } = [];

    public List<string?> Authorizations { get; } = [];

    public List<int> Timeouts { get; } = [];

    public bool TryBegin(HttpRequest request)
    {
        if (IsRefusing || _isBusy)
        {
            WasAskedTwiceAtOnce |= _isBusy;
            return false;
        }

        Urls.Add(request.Url);
        Authorizations.Add(request.Authorization);
        Timeouts.Add(request.TimeoutMs);
        _isBusy = true;
        _answer = Answers(request.Url);
        return true;
    }

    public bool TryTake(HttpReply reply)
    {
        if (!_isBusy || _answer == null)
        {
            return false;
        }

        reply.Status = _answer.Status;
        reply.Failure = _answer.Failure;
        reply.Length = _answer.Body.Length;
        reply.Body = _answer.Body;
        _isBusy = false;
        _answer = null;
        return true;
    }

    /// <summary>Ends a request that hung.</summary>
    public void Finish(Answer answer)
    {
        Assert.True(_isBusy);
        _answer = answer;
    }

    internal sealed class Answer
    {
        public Answer(HttpFailure failure)
        {
            Failure = failure;
        }

        public Answer(int status, string body)
            : this(status, Encoding.UTF8.GetBytes(body))
        {
        }

        public Answer(int status, byte[] body)
        {
            Status = status;
            Body = body;
        }

        public int Status { get; }

        public HttpFailure Failure { get; }

        public byte[] Body { get; } = [];
    }
}
