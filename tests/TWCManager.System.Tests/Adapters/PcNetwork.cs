using TWCManager.Esp32.Network;

namespace TWCManager.System.Tests.Adapters;

/// <summary>A network that is there. The device's threads never end; whoever asks here must not keep the tests from ending.</summary>
internal sealed class PcNetwork : INetwork
{
    private int _tries;
    private int _answers;

    public int Tries
    {
        get { return Volatile.Read(ref _tries); }
    }

    public int Answers
    {
        get { return Volatile.Read(ref _answers); }
    }

    public bool IsUp
    {
        get
        {
            Thread.CurrentThread.IsBackground = true;
            return true;
        }
    }

    public void NoteTry()
    {
        Interlocked.Increment(ref _tries);
    }

    public void NoteAnswer()
    {
        Interlocked.Increment(ref _answers);
    }
}
