using System;
using System.Threading;
using TWCManager.Core;
using TWCManager.Core.Ports;
using TWCManager.Esp32.Clock;
using nanoFramework.Runtime.Native;

namespace TWCManager.Esp32.Health;

/// <summary>Restarts the chip on purpose: whoever wants it says so, the controller's thread does it when everything is stored.</summary>
public sealed class Restarter : IRestart
{
    // For the answer to reach the browser. The bus is served meanwhile.
    private const long NoticeMs = 2000;

    // For the files to get from the queue to the flash.
    private const int LastWordsMs = 1500;

    private const string FactoryReset = "factory reset";

    private readonly RunRecord _record;
    private readonly ILog _log;
    private string _reason;
    private bool _isTrouble;
    private long _askedMs;

    /// <summary>Makes it.</summary>
    public Restarter(RunRecord record, ILog log)
    {
        _record = record;
        _log = log;
    }

    /// <summary>The loop stands still for some seconds because that is wanted, and the restart follows: the watchdog is to wait.</summary>
    public bool IsEnding { get; set; }

    /// <inheritdoc/>
    public void Restart(string reason)
    {
        Ask(reason, false);
    }

    /// <summary>Asks for it because something is wrong. It counts as a failed start when it comes early: what is wrong at each start ends in safe mode, not in a
    /// restart every ten seconds for ever.</summary>
    public void RestartForTrouble(string reason)
    {
        Ask(reason, true);
    }

    /// <summary>Does it when it was asked for. For every turn of the controller's thread; does not return from the last one.</summary>
    public void Tick(Controller controller, long nowMs)
    {
        if (_reason == null || nowMs - _askedMs < NoticeMs)
        {
            return;
        }

        IsEnding = true;
        try
        {
            _log.Write(LogLevel.Info, "Restarting: " + _reason + ".");
            controller.Stop(nowMs);
        }
        catch (Exception)
        {
            // The reason may be that nothing works any more. What was stored before has to do.
        }

        End(_reason, _isTrouble, nowMs);
    }

    /// <summary>Restarts at once and stores nothing any more: it has just been deleted. On the controller's thread; does not return.</summary>
    public void Forget()
    {
        End(FactoryReset, false, MonotonicClock.NowMs);
    }

    /// <summary>Restarts at once because of trouble that leaves nobody to do it later. On any thread; does not return.</summary>
    public void RestartNow(string reason)
    {
        End(reason, true, MonotonicClock.NowMs);
    }

    // The first one who asks says why; whoever asks again and again changes nothing.
    private void Ask(string reason, bool isTrouble)
    {
        if (_reason == null)
        {
            _askedMs = MonotonicClock.NowMs;
            _isTrouble = isTrouble;
            _reason = reason;
        }
    }

    private void End(string reason, bool isTrouble, long nowMs)
    {
        try
        {
            if (isTrouble)
            {
                _record.NoteEnd(reason, nowMs);
            }
            else
            {
                _record.NotePlan(reason);
            }

            Thread.Sleep(LastWordsMs);
        }
        catch (Exception)
        {
            // No memory to say why: restarting matters more.
        }

        Power.RebootDevice();
    }
}
