using DevChat.Domain.Errors;
using DevChat.Domain.RateLimits;
using DevChat.Functions.Json;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Contract;

/// <summary>
/// The errors that every operation of a kind has in common: with a token, a body, a query, a rate limit or a store.
/// </summary>
internal static class CommonRefusals
{
    private static readonly Error[] OfToken =
    [
        AuthenticationErrors.TokenMissing,
        AuthenticationErrors.TokenInvalid,
        AuthenticationErrors.SessionEnded,
    ];

    private static readonly Error[] OfBody =
    [
        WireErrors.MalformedJson,
        WireErrors.Unreadable,
        WireErrors.TooLarge,
        WireErrors.NotJson,
    ];

    private static readonly Error OfLimit = RateLimitErrors.RateLimited(TimeSpan.FromSeconds(3));

    private static readonly Error[] OfStore = [StoreErrors.Unavailable, StoreErrors.Contended];

    private static readonly HashSet<Error> Shared =
    [
        .. OfToken,
        WireErrors.TooLarge,
        WireErrors.NotJson,
        OfLimit,
        .. OfStore,
    ];

    public static IEnumerable<Error> Of(Operation operation, FunctionPolicy policy) =>
        [
            .. operation.Query is null
                ? Enumerable.Empty<Error>()
                : [Invalid("limit", "must be from 1 to 100")],
            .. operation.Body is { } body
                ? [Invalid(FirstField(body), "has the wrong type or format"), .. OfBody]
                : Enumerable.Empty<Error>(),
            .. policy.AllowsAnonymous ? [] : OfToken,
            .. policy.IsLimited ? [OfLimit] : Enumerable.Empty<Error>(),
            .. operation.NeedsNoStore ? [] : OfStore,
        ];

    /// <summary>True if all <paramref name="errors"/> read the same in every operation that has them.</summary>
    public static bool AreShared(IEnumerable<Error> errors) => errors.All(Shared.Contains);

    private static Error Invalid(string field, string reason) =>
        WireErrors.Invalid(new Dictionary<string, string[]> { [field] = [reason] });

    private static string FirstField(object body) =>
        WireJson.NameOf(body.GetType().GetProperties()[0].Name);
}
