using System.Collections;

namespace DevChat.Functions.Http;

/// <summary>
/// What every log line of a request or realtime call carries: <c>RequestId</c>, and <c>UserId</c> as soon as it is known who
/// asks. So it is read when a line is written, not when the scope begins.
/// </summary>
internal sealed class RequestScope(CurrentRequest request, CurrentUser caller)
    : IEnumerable<KeyValuePair<string, object?>>
{
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return new("RequestId", request.Id);
        if (caller.IdOrNull is { } userId)
        {
            yield return new("UserId", userId);
        }
    }

    public override string ToString() => $"RequestId:{request.Id} UserId:{caller.IdOrNull}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
