using System.Globalization;
using System.Text.Json.Serialization;
using DevChat.Domain.Errors;
using DevChat.Functions.Json;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace DevChat.Functions.Http;

/// <summary>A problem document (RFC 9457).</summary>
/// <param name="Code">Stable, snake_case. The last part of <paramref name="Type"/>.</param>
/// <param name="TraceId">The <c>X-Request-Id</c> of the response. Identifies the request in the logs.</param>
/// <param name="Errors">Reasons by field name, if the error concerns single fields.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyDictionary<string, string[]>? Errors
)
{
    public const string MediaType = "application/problem+json";

    public static Problem Of(Error error, string traceId) =>
        new(
            $"urn:devchat:problem:{error.Code}",
            ErrorStatus.TitleOf(error),
            ErrorStatus.Of(error),
            error.Detail,
            error.Code,
            traceId,
            error.Fields
        );
}

/// <summary>An <see cref="Error"/> as an HTTP answer.</summary>
public sealed class ProblemResult : JsonResult
{
    private readonly TimeSpan? _retryAfter;

    public ProblemResult(Error error, string traceId)
        : base(Problem.Of(error, traceId), WireJson.Options)
    {
        StatusCode = ErrorStatus.Of(error);
        ContentType = Problem.MediaType;
        _retryAfter = error.RetryAfter;
    }

    public override Task ExecuteResultAsync(ActionContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        if (_retryAfter is { } wait)
        {
            headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
        }

        if (StatusCode == StatusCodes.Status401Unauthorized)
        {
            headers.WWWAuthenticate = "Bearer";
        }

        return base.ExecuteResultAsync(context);
    }
}
