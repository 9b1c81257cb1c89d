namespace DevChat.Operations.Tests.SelfHost;

/// <summary>Tests of the same instances, one after the other: some of them end an instance and start it again.</summary>
[CollectionDefinition(Name)]
public sealed class SelfHostedTests : ICollectionFixture<SelfHosted>
{
    public const string Name = "self-hosted";
}
