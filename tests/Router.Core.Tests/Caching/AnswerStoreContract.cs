using System.Security.Cryptography;
using System.Text;
using Router.Core.Caching;

namespace Router.Core.Tests.Caching;

/// <summary>What every store of answers must do.</summary>
public abstract class AnswerStoreContract
{
    protected static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The clock of the stores.</summary>
    protected StoreClock Clock { get; } = new();

    [Fact]
    public async Task Kept_IsFoundUnderItsKeyAlone()
    {
        IAnswerStore store = Create(1 << 20);
        await store.PutAsync(Key(1), Value(1), Hour);
        Assert.Equal(Value(1), (await store.FindAsync(Key(1)))!.Value.ToArray());
        Assert.Null(await store.FindAsync(Key(2)));
    }

    [Fact]
    public async Task KeptAgain_IsTheLaterOne()
    {
        IAnswerStore store = Create(1 << 20);
        await store.PutAsync(Key(1), Value(1), Hour);
        await store.PutAsync(Key(1), Value(2), Hour);
        Assert.Equal(Value(2), (await store.FindAsync(Key(1)))!.Value.ToArray());
    }

    [Fact]
    public async Task Expired_IsNotFound()
    {
        IAnswerStore store = Create(1 << 20);
        await store.PutAsync(Key(1), Value(1), Hour);
        Clock.Now += Hour - TimeSpan.FromSeconds(1);
        Assert.NotNull(await store.FindAsync(Key(1)));
        Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(await store.FindAsync(Key(1)));
    }

    [Fact]
    public async Task ManyAtOnce_FindTheirOwn()
    {
        IAnswerStore store = Create(64 << 20);
        await Parallel.ForAsync(0, 500, async (number, _) =>
        {
            await store.PutAsync(Key(number % 100), Value(number % 100), Hour);
            Assert.Equal(Value(number % 100), (await store.FindAsync(Key(number % 100)))!.Value.ToArray());
        });
    }

    [Fact]
    public async Task BeyondItsSize_LosesTheOldestOfThoseNeverAskedFor()
    {
        IAnswerStore store = Create(100_000);
        await store.PutAsync(Key(0), Value(0), Hour);
        await store.FindAsync(Key(0));
        for (int number = 1; number <= 1000; number++)
        {
            await store.PutAsync(Key(number), Value(number), Hour);
        }

        Assert.NotNull(await store.FindAsync(Key(0)));
        Assert.Null(await store.FindAsync(Key(1)));
        Assert.NotNull(await store.FindAsync(Key(1000)));
    }

    [Fact]
    public async Task TooLarge_IsNotKeptAndDrivesNothingOut()
    {
        IAnswerStore store = Create(100_000);
        await store.PutAsync(Key(1), Value(1), Hour);
        await store.PutAsync(Key(2), new byte[50_000], Hour);
        Assert.NotNull(await store.FindAsync(Key(1)));
        Assert.Null(await store.FindAsync(Key(2)));
    }

    /// <summary>An empty store.</summary>
    /// <param name="maxBytes">Its size.</param>
    protected abstract IAnswerStore Create(long maxBytes);

    protected static CacheKey Key(int number) => new(SHA256.HashData(BitConverter.GetBytes(number)));

    protected static byte[] Value(int number) => Encoding.UTF8.GetBytes($"{number}: {new string('x', 400)}");
}
