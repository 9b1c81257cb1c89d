using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Functions.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace DevChat.Functions.Http;

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
