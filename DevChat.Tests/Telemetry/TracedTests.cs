namespace DevChat.Tests.Telemetry;

/// <summary>Tests that share one app and its collector.</summary>
[CollectionDefinition(Name)]
public sealed class TracedTests : ICollectionFixture<TracedApp>
{
    public const string Name = "traced";
}
