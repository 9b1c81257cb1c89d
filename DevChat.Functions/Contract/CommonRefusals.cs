using DevChat.Domain.Errors;
using DevChat.Domain.RateLimits;
using DevChat.Functions.Json;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Contract;

/// <summary>The refusals that an operation shares with all of its kind.</summary>
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

    private static readonly HashSet<Error> Same =
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
            .. operation.AsksNoStore ? [] : OfStore,
        ];

    /// <summary>Whether they are the same for all operations that have them.</summary>
    public static bool AreAll(IEnumerable<Error> errors) => errors.All(Same.Contains);

    private static Error Invalid(string field, string reason) =>
        WireErrors.Invalid(new Dictionary<string, string[]> { [field] = [reason] });

    private static string FirstField(object body) =>
        WireJson.NameOf(body.GetType().GetProperties()[0].Name);
}
