using TWCManager.Core.Ports;

namespace TWCManager.System.Tests.Support;

/// <summary>A log that has no memory for the first line.</summary>
internal sealed class ForgetfulLog : ILog
{
    private volatile bool _isUsed;

    public bool IsUsed
    {
        get { return _isUsed; }
    }

    public void Write(LogLevel level, string text)
    {
        if (!_isUsed)
        {
            _isUsed = true;
            throw new OutOfMemoryException(text);
        }
    }
}
