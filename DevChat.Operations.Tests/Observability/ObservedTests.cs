namespace DevChat.Operations.Tests.Observability;

/// <summary>Tests that look at one chat through one Prometheus.</summary>
[CollectionDefinition(Name)]
public sealed class ObservedTests : ICollectionFixture<ObservedChat>
{
    public const string Name = "observed";
}
