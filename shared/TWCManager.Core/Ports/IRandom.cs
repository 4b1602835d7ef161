namespace TWCManager.Core.Ports;

/// <summary>Chance that nobody can foresee, for tokens.</summary>
public interface IRandom
{
    /// <summary>Fills the whole buffer.</summary>
    void Fill(byte[] buffer);
}
