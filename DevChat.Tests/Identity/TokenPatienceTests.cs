using Azure.Core;
using DevChat.Domain.Stores;
using DevChat.Functions.Identity;
using DevChat.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Identity;

public sealed class TokenPatienceTests
{
    [Fact]
    public async Task A_platform_that_does_not_answer_is_given_up()
    {
        var clock = new FakeTimeProvider();
        var tokens = new ManagedIdentityTokens(new SilentCredential(), clock);

        var token = tokens.GetAsync(StoreScopes.Postgres, Soon.Token);
        clock.Advance(ManagedIdentityTokens.Patience);

        await Assert.ThrowsAsync<TimeoutException>(async () => await token);
    }

    /// <summary>Heeds no cancellation either: who waits behind another's request does not get to it.</summary>
    private sealed class SilentCredential : TokenCredential
    {
        public override AccessToken GetToken(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException("Tokens are asked for asynchronously.");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => new(new TaskCompletionSource<AccessToken>().Task);
    }
}
