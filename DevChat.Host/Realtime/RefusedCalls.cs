using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Functions.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Host.Realtime;

/// <summary>
/// Limits calls that no function handles. They are charged here, because no function charges them: each costs its user
/// one request, like other calls. A user without remaining requests is disconnected.
/// </summary>
internal sealed class RefusedCalls(IServiceScopeFactory scopes)
{
    /// <summary>Returns false if the user has no requests left.</summary>
    public async Task<bool> MayGoOnAsync(string? userId)
    {
        if (!int.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var user))
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope
                .ServiceProvider.GetRequiredService<RequestLimits>()
                .RequireOfUserAsync(user, FunctionPolicy.Default);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}

/// <summary>
/// A result of the hub that reaches the client as a failed call with this text. An exception would add text of the
/// framework that contains the name of the hub method.
/// </summary>
internal sealed record CallFailure(string Text);

/// <summary>Shortens a name that a client has sent, so that it can be sent back.</summary>
internal static class ShortName
{
    private const int Longest = 100;

    public static string Of(string name) => name.Length <= Longest ? name : $"{name[..Longest]}…";
}
