using System;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Clock;
using TWCManager.Esp32.Network;

namespace TWCManager.Esp32.Http;

/// <summary>HTTP in the background. This class keeps the one request and its result; <see cref="HttpWorker"/> does the work.</summary>
/// <remarks>Trap avoided: a server can hold a reader for minutes whatever time limits are set. Past the deadline the worker is
/// aborted and the next request gets a new one; what the old one still brings is not heard.</remarks>
public sealed class HttpAdapter : IHttp
{
    // The worker has its own time limits and normally answers first, with a better reason.
    private const int GraceMs = 1000;

    // Inverters and Home Assistant answer with 1 to 2 KB.
    private const int BodyCapacity = 4096;
    private const int UsualBytes = 1024;

    private readonly object _lock = new object();
    private readonly INetwork _network;
    private readonly HostNames _names;
    private readonly SystemWallClock _clock;
    private byte[] _body;
    private int _status;
    private int _length;
    private HttpFailure _failure;
    private HttpWorker _worker;
    private bool _hasBeenUp;
    private bool _isBusy;
    private bool _isReady;
    private long _deadlineMs;

    /// <summary>Makes it; the first request starts its thread.</summary>
    /// <param name="clock">Set from a reply while nobody else has told the time.</param>
    public HttpAdapter(INetwork network, HostNames names, SystemWallClock clock)
    {
        _network = network;
        _names = names;
        _clock = clock;
    }

    /// <inheritdoc/>
    public bool TryBegin(HttpRequest request)
    {
        lock (_lock)
        {
            // After a start the network takes its time: nobody needs to be told that a source is not there.
            _hasBeenUp = _hasBeenUp || _network.IsUp;
            if (_isBusy || _isReady || !_hasBeenUp)
            {
                return false;
            }

            _length = 0;
            if (_body != null && _body.Length > UsualBytes)
            {
                // A long reply was an exception; its room belongs to others.
                _body = null;
            }

            if (request.BodyLength > HttpRequest.BodyCapacity)
            {
                SetResult(0, HttpFailure.RequestTooLong);
                return true;
            }

            if (!_network.IsUp)
            {
                // Nothing would come of it.
                SetResult(0, HttpFailure.NotReachable);
                return true;
            }

            if (_worker == null)
            {
                _worker = new HttpWorker(this, _names, _clock);
            }

            // Busy only afterwards: had there been no memory for the worker or the body, a request would be waited for that nobody makes.
            _worker.Begin(request);
            _deadlineMs = MonotonicClock.NowMs + request.TimeoutMs + GraceMs;
            _isBusy = true;
            _network.NoteTry();
            return true;
        }
    }

    /// <inheritdoc/>
    public bool TryTake(HttpReply reply)
    {
        lock (_lock)
        {
            if (_isBusy && MonotonicClock.NowMs >= _deadlineMs)
            {
                _worker.Abandon();
                _worker = null;
                SetResult(0, HttpFailure.TimedOut);
            }

            if (!_isReady)
            {
                return false;
            }

            reply.Status = _status;
            reply.Failure = _failure;
            reply.Length = _length;
            reply.Body = _body;
            _isReady = false;
            return true;
        }
    }

    /// <summary>Ends the thread once its request is over.</summary>
    public void Close()
    {
        if (_worker != null)
        {
            _worker.Close();
        }
    }

    /// <summary>Takes some of the body from a worker.</summary>
    /// <param name="announced">Length of the whole body, so that its room is made once; 0 for unknown.</param>
    /// <returns>False when the body is or will be too long, or nobody waits for this worker any more.</returns>
    internal bool Append(HttpWorker worker, byte[] data, int length, int announced)
    {
        lock (_lock)
        {
            int most = _length + length > announced ? _length + length : announced;
            if (worker != _worker || most > BodyCapacity)
            {
                return false;
            }

            MakeRoom(most);
            Array.Copy(data, 0, _body, _length, length);
            _length += length;
            return true;
        }
    }

    /// <summary>Takes the end of a request from a worker.</summary>
    internal void Finish(HttpWorker worker, int status, HttpFailure failure)
    {
        if (failure == HttpFailure.None)
        {
            _network.NoteAnswer();
        }

        lock (_lock)
        {
            if (worker == _worker && _isBusy)
            {
                SetResult(status, failure);
            }
        }
    }

    private void MakeRoom(int length)
    {
        if (_body != null && length <= _body.Length)
        {
            return;
        }

        if (_length == 0)
        {
            // Not the old room and the new one at once.
            _body = null;
        }

        byte[] larger = new byte[(length + UsualBytes - 1) / UsualBytes * UsualBytes];
        if (_body != null)
        {
            Array.Copy(_body, 0, larger, 0, _length);
        }

        _body = larger;
    }

    private void SetResult(int status, HttpFailure failure)
    {
        _status = failure == HttpFailure.None ? status : 0;
        _failure = failure;
        if (failure != HttpFailure.None)
        {
            _length = 0;
        }

        _isBusy = false;
        _isReady = true;
    }
}
