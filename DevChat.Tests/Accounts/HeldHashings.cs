using DevChat.Domain.Accounts;

namespace DevChat.Tests.Accounts;

/// <summary>Hashings that are under way, or wait, until this is disposed.</summary>
internal sealed class HeldHashings : IDisposable
{
    private readonly ManualResetEventSlim _open = new();
    private readonly Task<bool>[] _hashings;

    public HeldHashings(HashingLimiter line, int count) =>
        _hashings = [
            .. Enumerable.Range(0, count).Select(_ => line.RunAsync(Hold, CancellationToken.None)),
        ];

    /// <summary>Returns when all of them are done. Once more is once.</summary>
    public void Dispose()
    {
        _open.Set();
        Task.WaitAll(_hashings, CancellationToken.None);
    }

    private bool Hold()
    {
        _open.Wait(CancellationToken.None);
        return true;
    }
}
