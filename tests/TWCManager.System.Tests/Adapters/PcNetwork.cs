using TWCManager.Esp32.Adapters;

namespace TWCManager.System.Tests.Adapters;

/// <summary>A network that is there. The device's threads never end; whoever asks here must not keep the tests from ending.</summary>
internal sealed class PcNetwork : INetwork
{
    public bool IsUp
    {
        get
        {
            Thread.CurrentThread.IsBackground = true;
            return true;
        }
    }
}
