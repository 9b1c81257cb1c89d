using DevChat.Domain.Avatars;
using DevChat.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace DevChat.Functions.Avatars;

/// <summary>
/// A picture as an HTTP response. It may be cached for ever, and any web page may show and read it. Browsers never run
/// scripts in it.
/// </summary>
public sealed class AvatarPicture : FileContentResult
{
    public AvatarPicture(Avatar avatar)
        : base(avatar.Svg, "image/svg+xml") =>
        EntityTag = new EntityTagHeaderValue($"\"{avatar.Hash}\"");

    public override Task ExecuteResultAsync(ActionContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        CorsHeaders.OpenToAll(context.HttpContext.Response);
        return base.ExecuteResultAsync(context);
    }
}
