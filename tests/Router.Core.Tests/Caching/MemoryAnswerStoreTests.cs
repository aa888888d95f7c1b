using Router.Core.Caching;

namespace Router.Core.Tests.Caching;

public sealed class MemoryAnswerStoreTests : BoundedAnswerStoreContract
{
    [Fact]
    public async Task Size_NeverExceedsItsBound()
    {
        var store = new MemoryAnswerStore(Clock, 50_000);
        for (int number = 0; number < 2000; number++)
        {
            await store.PutAsync(Key(number), Label, new byte[number % 700], Hour);
            await store.FindAsync(Key(number / 2));
            Assert.InRange(store.Bytes, 0, 50_000);
        }

        Assert.InRange(store.Bytes, 45_000, 50_000);
    }

    [Fact]
    public async Task Lowered_FreesAtOnce()
    {
        var store = new MemoryAnswerStore(Clock, 50_000);
        for (int number = 0; number < 100; number++)
        {
            await store.PutAsync(Key(number), Label, Value(number), Hour);
        }

        store.MaxBytes = 0;
        Assert.Equal(0, store.Bytes);
    }

    /// <summary>However many new answers come by, those that are asked for again stay.</summary>
    [Fact]
    public async Task Scan_LeavesWhatIsAskedForAgain()
    {
        var store = new MemoryAnswerStore(Clock, 100_000);
        for (int number = 0; number < 50; number++)
        {
            await store.PutAsync(Key(number), Label, Value(number), Hour);
            await store.FindAsync(Key(number));
        }

        for (int number = 1000; number < 20_000; number++)
        {
            await store.PutAsync(Key(number), Label, Value(number), Hour);
        }

        for (int number = 0; number < 50; number++)
        {
            Assert.NotNull(await store.FindAsync(Key(number)));
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<IAnswerStore> CreateAsync(long maxBytes) => ValueTask.FromResult<IAnswerStore>(new MemoryAnswerStore(Clock, maxBytes));
}
