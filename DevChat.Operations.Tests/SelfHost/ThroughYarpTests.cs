using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.SelfHost;

[Collection(SelfHostedTests.Name)]
public sealed class ThroughYarpTests(SelfHosted app) : BalancedTests(app)
{
    private protected override async Task<IBalancer> BalanceAsync() =>
        await YarpBalancer.StartAsync(App.One.Address, App.Two.Address);
}
