using Router.Core.Caching;

namespace Router.Core.Tests.Caching;

/// <summary>What every store must do that keeps to a size of its own.</summary>
public abstract class BoundedAnswerStoreContract : AnswerStoreContract
{
    [Fact]
    public async Task BeyondItsSize_LosesTheOldestOfThoseNeverAskedFor()
    {
        IAnswerStore store = await CreateAsync(100_000);
        await store.PutAsync(Key(0), Label, Value(0), Hour);
        await store.FindAsync(Key(0));
        for (int number = 1; number <= 1000; number++)
        {
            await store.PutAsync(Key(number), Label, Value(number), Hour);
        }

        Assert.NotNull(await store.FindAsync(Key(0)));
        Assert.Null(await store.FindAsync(Key(1)));
        Assert.NotNull(await store.FindAsync(Key(1000)));
    }

    [Fact]
    public async Task TooLarge_IsNotKeptAndDrivesNothingOut()
    {
        IAnswerStore store = await CreateAsync(100_000);
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        Assert.False(await store.PutAsync(Key(2), Label, new byte[50_000], Hour));
        Assert.NotNull(await store.FindAsync(Key(1)));
        Assert.Null(await store.FindAsync(Key(2)));
    }

    /// <summary>The answer that was there is not told any more.</summary>
    [Fact]
    public async Task TooLargeInPlaceOfAnother_TakesThatAway()
    {
        IAnswerStore store = await CreateAsync(100_000);
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        await store.PutAsync(Key(1), Label, new byte[50_000], Hour);
        Assert.Null(await store.FindAsync(Key(1)));
        Assert.Empty(await store.HoldingsAsync());
    }

    [Fact]
    public async Task HeldInAll_StaysWithinTheSize()
    {
        IAnswerStore store = await CreateAsync(100_000);
        for (int number = 0; number < 500; number++)
        {
            await store.PutAsync(Key(number), new CacheLabel("default", $"model-{number % 7}"), new byte[number * 20], Hour);
            await store.FindAsync(Key(number / 2));
            Assert.InRange((await store.HoldingsAsync()).Sum(held => held.Bytes), 0, 100_000);
        }

        Assert.InRange((await store.HoldingsAsync()).Sum(held => held.Bytes), 85_000, 100_000);
    }
}
