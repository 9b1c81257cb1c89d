using DevChat.Domain.Errors;
using DevChat.Functions.Json;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Http;

/// <summary>Request bodies: JSON of at most <see cref="MaxBytes"/>, read whole.</summary>
public sealed class HttpBody(PayloadReader payloads)
{
    public const int MaxBytes = 256 * 1024;

    /// <summary><see cref="WireErrors.NotJson"/>, <see cref="WireErrors.TooLarge"/>, and what <see cref="PayloadReader"/> says.</summary>
    public async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        RequireJson(request);
        return payloads.Read<T>(await ReadBytesAsync(request, cancellationToken));
    }

    /// <summary>
    /// The same for a body that may be left out; null then. That shows in the bytes alone: clients declare a type for what
    /// they do not send, and need not announce a length.
    /// </summary>
    public async Task<T?> ReadOptionalAsync<T>(
        HttpRequest request,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var bytes = await ReadBytesAsync(request, cancellationToken);
        if (bytes.IsEmpty)
        {
            return null;
        }

        RequireJson(request);
        return payloads.Read<T>(bytes);
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new RefusedException(WireErrors.NotJson);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var buffer = new MemoryStream();
        var chunk = new byte[8 * 1024];
        for (int read; (read = await ReadAsync(request, chunk, cancellationToken)) > 0; )
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxBytes)
            {
                throw new RefusedException(WireErrors.TooLarge);
            }
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>A caller that hangs up in the middle is no failure of ours.</summary>
    private static async Task<int> ReadAsync(
        HttpRequest request,
        byte[] chunk,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await request.Body.ReadAsync(chunk, cancellationToken);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new RefusedException(WireErrors.Unreadable);
        }
    }
}
