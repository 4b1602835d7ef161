namespace TWCManager.System.Tests.Site;

/// <summary>Tests that look at the same stories.</summary>
[CollectionDefinition(Name)]
public sealed class SlowStoriesCollection : ICollectionFixture<SlowStories>
{
    public const string Name = "slow stories";
}
