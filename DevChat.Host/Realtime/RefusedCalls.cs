using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Functions.RateLimits;

namespace DevChat.Host.Realtime;

/// <summary>
/// Calls that no function takes. No function counts them, so they are counted here: they cost their user a request each,
/// as other calls do, and a user who has none left is cut off.
/// </summary>
internal sealed class RefusedCalls(IServiceScopeFactory scopes)
{
    private const string Operation = "a call that no function takes";

    /// <summary>False when the user's requests are used up.</summary>
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
                .RequireOfUserAsync(user, Operation);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}

/// <summary>
/// A result of the hub that reaches the client as the failure of its call, in these words alone. An exception would reach
/// it with the framework's words around them, which name the hub's method.
/// </summary>
internal sealed record CallFailure(string Text);

/// <summary>A name that a client made up, short enough to be sent back.</summary>
internal static class ShortName
{
    private const int Longest = 100;

    public static string Of(string name) => name.Length <= Longest ? name : $"{name[..Longest]}…";
}
