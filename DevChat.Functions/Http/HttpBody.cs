using DevChat.Domain.Errors;
using DevChat.Functions.Json;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Http;

/// <summary>Reads request bodies: JSON of at most <see cref="MaxBytes"/> bytes, read as a whole.</summary>
public sealed class HttpBody(PayloadReader payloads)
{
    public const int MaxBytes = 256 * 1024;

    /// <summary>
    /// Throws <see cref="WireErrors.NotJson"/>, <see cref="WireErrors.TooLarge"/> and the errors of
    /// <see cref="PayloadReader"/>.
    /// </summary>
    public async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        RequireJson(request);
        return payloads.Read<T>(await ReadBytesAsync(request, cancellationToken));
    }

    /// <summary>
    /// Reads an optional body; null if there is none. Only the bytes show whether there is a body: clients may send a
    /// Content-Type without a body, and a body without a Content-Length.
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

    /// <summary>Reports a disconnected caller as a cancelled request, not as an error of the server.</summary>
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
