namespace DevChat.Tests.SelfHost;

[Collection(SelfHostedTests.Name)]
public sealed class ThroughYarpTests(SelfHosted app) : BalancedTests(app)
{
    private protected override Task<IBalancer> BalanceAsync() =>
        YarpBalancer.StartAsync(App.One.Address, App.Two.Address);
}
