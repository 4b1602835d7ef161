using System;
using TWCManager.Core.Ports;

namespace TWCManager.Esp32.Adapters;

/// <summary>HTTP GET in the background. This class keeps the one request and its result; <see cref="HttpWorker"/> does the work.</summary>
/// <remarks>Trap avoided: a server can hold a reader for minutes whatever time limits are set. Past the deadline the worker is
/// aborted and the next request gets a new one; what the old one still brings is not heard.</remarks>
public sealed class HttpAdapter : IHttp
{
    // The worker has its own time limits and normally answers first, with a better reason.
    private const int GraceMs = 1000;

    // The body waits in pieces that are made when first needed and kept: most replies have 2 KB, and 8 KB in one block are hard to find.
    private const int PieceBytes = 1024;

    private readonly object _lock = new object();
    private readonly byte[][] _pieces = new byte[HttpReply.BodyCapacity / PieceBytes][];
    private readonly WifiNetwork _network;
    private int _status;
    private int _length;
    private HttpFailure _failure;
    private HttpWorker _worker;
    private bool _isBusy;
    private bool _isReady;
    private long _deadlineMs;

    /// <summary>Makes it; the first request starts its thread.</summary>
    public HttpAdapter(WifiNetwork network)
    {
        _network = network;
    }

    /// <inheritdoc/>
    public bool TryBegin(string url, string authorization, int timeoutMs)
    {
        lock (_lock)
        {
            if (_isBusy || _isReady)
            {
                return false;
            }

            _isBusy = true;
            _length = 0;
            if (!_network.IsUp)
            {
                // Nothing would come of it, and a name look-up would stop all threads until it fails.
                SetResult(0, HttpFailure.NotReachable);
                return true;
            }

            _deadlineMs = MonotonicClock.NowMs + timeoutMs + GraceMs;
            if (_worker == null)
            {
                _worker = new HttpWorker(this);
            }

            _worker.Begin(url, authorization, timeoutMs);
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
            for (int at = 0; at < _length; at += PieceBytes)
            {
                Array.Copy(_pieces[at / PieceBytes], 0, reply.Body, at, _length - at < PieceBytes ? _length - at : PieceBytes);
            }

            _isReady = false;
            return true;
        }
    }

    /// <summary>Takes some of the body from a worker.</summary>
    /// <returns>False when the body is too long, or nobody waits for this worker any more.</returns>
    internal bool Append(HttpWorker worker, byte[] data, int length)
    {
        lock (_lock)
        {
            if (worker != _worker || _length + length > HttpReply.BodyCapacity)
            {
                return false;
            }

            int done = 0;
            while (done < length)
            {
                int index = _length / PieceBytes;
                int start = _length % PieceBytes;
                int part = length - done < PieceBytes - start ? length - done : PieceBytes - start;
                if (_pieces[index] == null)
                {
                    _pieces[index] = new byte[PieceBytes];
                }

                Array.Copy(data, done, _pieces[index], start, part);
                _length += part;
                done += part;
            }

            return true;
        }
    }

    /// <summary>Takes the end of a request from a worker.</summary>
    internal void Finish(HttpWorker worker, int status, HttpFailure failure)
    {
        lock (_lock)
        {
            if (worker == _worker && _isBusy)
            {
                SetResult(status, failure);
            }
        }
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
