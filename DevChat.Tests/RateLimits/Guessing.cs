using System.Net;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

/// <summary>
/// Somebody who tries passwords of an account from many addresses without pause, until disposed: 203.0.113.0 to 199, which
/// nobody else signs in from.
/// </summary>
internal sealed class Guessing : IAsyncDisposable
{
    private const int Addresses = 200;

    private readonly TaskCompletionSource _stopped = new();
    private readonly TaskCompletionSource _refused = new();
    private readonly Task _tries;

    private Guessing(LimitedApp app, string email) => _tries = TryAsync(app, email);

    /// <summary>Returns when the account has refused a try for the first time.</summary>
    public static async Task<Guessing> StartAsync(LimitedApp app, string email)
    {
        var guessing = new Guessing(app, email);
        await Task.WhenAny(guessing._refused.Task, guessing._tries);
        return guessing;
    }

    public async ValueTask DisposeAsync()
    {
        _stopped.SetResult();
        await _tries;
    }

    private async Task TryAsync(LimitedApp app, string email)
    {
        for (var i = 0; !_stopped.Task.IsCompleted; i++)
        {
            var answer = await app.TryLoginAsync(email, $"203.0.113.{i % Addresses}");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                _refused.TrySetResult();
                continue;
            }

            await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        }
    }
}
