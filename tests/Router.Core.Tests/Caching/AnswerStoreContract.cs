using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Router.Core.Caching;

namespace Router.Core.Tests.Caching;

/// <summary>What every store of answers must do.</summary>
public abstract class AnswerStoreContract
{
    protected static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    protected static readonly CacheLabel Label = new("default", "claude-test");

    /// <summary>The clock of the stores.</summary>
    protected StoreClock Clock { get; } = new();

    [Fact]
    public async Task Kept_IsFoundUnderItsKeyAlone()
    {
        IAnswerStore store = await CreateAsync(1 << 20);
        Assert.True(await store.PutAsync(Key(1), Label, Value(1), Hour));
        Assert.Equal(Value(1), (await store.FindAsync(Key(1)))!.Value.ToArray());
        Assert.Null(await store.FindAsync(Key(2)));
    }

    [Fact]
    public async Task KeptAgain_IsTheLaterOne()
    {
        IAnswerStore store = await CreateAsync(1 << 20);
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        await store.PutAsync(Key(1), Label, Value(2), Hour);
        Assert.Equal(Value(2), (await store.FindAsync(Key(1)))!.Value.ToArray());
        Assert.Equal(1, Assert.Single(await store.HoldingsAsync()).Entries);
    }

    [Fact]
    public async Task Expired_IsNotFound()
    {
        IAnswerStore store = await CreateAsync(1 << 20);
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        Clock.Now += Hour - TimeSpan.FromSeconds(1);
        Assert.NotNull(await store.FindAsync(Key(1)));
        Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(await store.FindAsync(Key(1)));
    }

    [Fact]
    public async Task ManyAtOnce_FindTheirOwn()
    {
        IAnswerStore store = await CreateAsync(64 << 20);
        await Parallel.ForAsync(0, 500, async (number, _) =>
        {
            await store.PutAsync(Key(number % 100), Label, Value(number % 100), Hour);
            Assert.Equal(Value(number % 100), (await store.FindAsync(Key(number % 100)))!.Value.ToArray());
        });
    }

    [Fact]
    public async Task Holdings_AreToldByTenantAndModel()
    {
        IAnswerStore store = await CreateAsync(1 << 20);
        Assert.Empty(await store.HoldingsAsync());
        await PutFourAsync(store);
        ImmutableArray<CacheHolding> holdings = await store.HoldingsAsync();
        Assert.Equal([("one", "a", 2L), ("one", "b", 1L), ("two", "a", 1L)], holdings.Select(held => (held.Label.Tenant, held.Label.Model, held.Entries)).Order());
        Assert.All(holdings, held => Assert.True(held.Bytes >= held.Entries * 400, $"{held}"));
    }

    [Theory]
    [InlineData(null, null, 0, 1, 2, 3)]
    [InlineData("one", null, 0, 1, 2)]
    [InlineData(null, "a", 0, 1, 3)]
    [InlineData("ONE", "A", 0, 1)]
    [InlineData("three", null)]
    public async Task Cleared_IsWhatWasMeantAndNothingElse(string? tenant, string? model, params int[] gone)
    {
        IAnswerStore store = await CreateAsync(1 << 20);
        await PutFourAsync(store);
        Assert.Equal(gone.Length, await store.ClearAsync(new CacheSelection(tenant, model)));
        for (int number = 0; number < 4; number++)
        {
            Assert.Equal(!gone.Contains(number), await store.FindAsync(Key(number)) is not null);
        }

        Assert.Equal(4 - gone.Length, (await store.HoldingsAsync()).Sum(held => held.Entries));
    }

    [Fact]
    public async Task ClearedOfWhatExpired_KeepsTheRest()
    {
        IAnswerStore store = await CreateAsync(1 << 20);
        await store.PutAsync(Key(1), new CacheLabel("one", "a"), Value(1), Hour);
        await store.PutAsync(Key(2), new CacheLabel("two", "a"), Value(2), Hour);
        await store.PutAsync(Key(3), new CacheLabel("one", "a"), Value(3), 3 * Hour);
        Clock.Now += 2 * Hour;
        Assert.Equal(1, await store.ClearAsync(new CacheSelection(Tenant: "one", OnlyExpired: true)));
        Assert.Equal(1, await store.ClearAsync(new CacheSelection(OnlyExpired: true)));
        Assert.Equal(0, await store.ClearAsync(new CacheSelection(OnlyExpired: true)));
        Assert.Equal(Value(3), (await store.FindAsync(Key(3)))!.Value.ToArray());
    }

    /// <summary>An empty store.</summary>
    /// <param name="maxBytes">Its size, where it has one of its own.</param>
    protected abstract ValueTask<IAnswerStore> CreateAsync(long maxBytes);

    protected static CacheKey Key(int number) => new(SHA256.HashData(BitConverter.GetBytes(number)));

    protected static byte[] Value(int number) => Encoding.UTF8.GetBytes($"{number}: {new string('x', 400)}");

    private static async Task PutFourAsync(IAnswerStore store)
    {
        await store.PutAsync(Key(0), new CacheLabel("one", "a"), Value(0), Hour);
        await store.PutAsync(Key(1), new CacheLabel("one", "a"), Value(1), Hour);
        await store.PutAsync(Key(2), new CacheLabel("one", "b"), Value(2), Hour);
        await store.PutAsync(Key(3), new CacheLabel("two", "a"), Value(3), Hour);
    }
}
