using DevChat.Functions.Realtime;

namespace DevChat.Tests.Realtime;

public sealed class AsyncLazyTests
{
    private int _made;

    [Fact]
    public async Task It_is_made_at_first_use_and_kept()
    {
        var once = new AsyncLazy<int>(() => Task.FromResult(++_made));
        Assert.False(once.IsValueCreated);

        Assert.Equal((1, 1), (await once.Value, await once.Value));

        Assert.True(once.IsValueCreated);
    }

    [Fact]
    public async Task After_a_failure_the_next_use_tries_again()
    {
        var once = new AsyncLazy<int>(() =>
            ++_made == 1
                ? Task.FromException<int>(new HttpRequestException("away"))
                : Task.FromResult(_made)
        );

        await Assert.ThrowsAsync<HttpRequestException>(() => once.Value);

        Assert.False(once.IsValueCreated);
        Assert.Equal(2, await once.Value);
    }
}
