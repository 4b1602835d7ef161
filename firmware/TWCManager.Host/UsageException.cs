namespace TWCManager.Host;

/// <summary>The user asked for something that cannot be: told in one line, exit code 2.</summary>
public sealed class UsageException : Exception
{
    /// <param name="sentence">What is wrong and what would be right.</param>
    public UsageException(string sentence) : base(sentence)
    {
    }
}
