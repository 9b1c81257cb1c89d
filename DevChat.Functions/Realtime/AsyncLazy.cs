namespace DevChat.Functions.Realtime;

/// <summary>A value that is made at first use and kept. If making it fails, the next use tries again.</summary>
internal sealed class AsyncLazy<T>(Func<Task<T>> make)
{
    private readonly Lock _making = new();
    private Task<T>? _made;

    public bool IsValueCreated => _made is { IsCompletedSuccessfully: true };

    public Task<T> Value
    {
        get
        {
            lock (_making)
            {
                if (_made is null or { IsFaulted: true } or { IsCanceled: true })
                {
                    _made = make();
                }

                return _made;
            }
        }
    }
}
