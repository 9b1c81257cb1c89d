using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Functions.Requests;

namespace DevChat.Host.Realtime;

/// <summary>
/// Calls that no function takes. No function counts them, so they are counted here: they cost their user a request each,
/// as other calls do, and who has none left is not heard any longer.
/// </summary>
internal sealed class RefusedCalls(IServiceScopeFactory scopes)
{
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
                .RequireOfUserAsync(user, FunctionPolicy.Default);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}
