using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Router.Core.Caching;
using StackExchange.Redis;

namespace Router.Fleet.Caching;

/// <summary>
/// The fleet's answers in a Redis of their own, which may lose them at any time (allkeys-lru): a key an answer, sealed, with its lifetime. A Redis that is slow, full or gone costs hits:
/// a message waits for it as long as <see cref="RedisCacheOptions.Patience"/> says, and not at all while the breaker is open.
/// </summary>
public sealed partial class RedisAnswerStore : IAnswerStore, IAsyncDisposable
{
    private readonly RedisCacheOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<RedisAnswerStore> _logger;
    private readonly CacheBreaker _breaker;
    private int _refusals;

    /// <summary>Begins to connect; until it is, messages miss.</summary>
    /// <param name="redis">Where it is: <c>host:port</c>, with options as StackExchange.Redis reads them.</param>
    /// <param name="options">How patient messages are.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">The log.</param>
    public RedisAnswerStore(string redis, RedisCacheOptions options, TimeProvider clock, ILogger<RedisAnswerStore> logger)
    {
        (_options, _clock, _logger) = (options, clock, logger);
        _breaker = new CacheBreaker(options, clock, ProbeAsync, isOpen =>
        {
            if (isOpen)
            {
                LogOpened();
            }
            else
            {
                LogClosed();
            }
        });
        Connected = ConnectionMultiplexer.ConnectAsync(Parse(redis));
    }

    /// <summary>Completes when the first connection is made, or was tried.</summary>
    internal Task<ConnectionMultiplexer> Connected { get; }

    /// <summary>The last walk over all answers; it ends when its admin is refused.</summary>
    internal Task Walking { get; private set; } = Task.CompletedTask;

    /// <summary>Whether messages don't ask Redis.</summary>
    internal bool IsOpen => _breaker.IsOpen;

    private IDatabase? Database => Connected.IsCompletedSuccessfully ? Connected.Result.GetDatabase() : null;

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(CacheKey key)
    {
        RedisValue found = await TryAsync(database => database.StringGetAsync(Of(key.Name)), RedisValue.Null);
        return (byte[]?)found is { } bytes && SealedAnswer.ReadHead(bytes) is { } head && head.Ends > _clock.GetUtcNow() ? SealedAnswer.Open(key, bytes) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> PutAsync(CacheKey key, CacheLabel label, ReadOnlyMemory<byte> value, TimeSpan lifetime)
    {
        if (_breaker.IsOpen)
        {
            return false;
        }

        byte[] bytes = SealedAnswer.Seal(key, label, _clock.GetUtcNow() + lifetime, value.Span);
        if (bytes.Length <= _options.LargestBytes)
        {
            return await TryAsync(database => database.StringSetAsync(Of(key.Name), bytes, lifetime), missing: false);
        }

        await TryAsync(database => database.KeyDeleteAsync(Of(key.Name)), missing: false);
        return false;
    }

    /// <inheritdoc/>
    /// <exception cref="AnswerStoreException">Redis is out of reach.</exception>
    public async ValueTask<ImmutableArray<CacheHolding>> HoldingsAsync()
    {
        Dictionary<CacheLabel, CacheHolding> holdings = [];
        await WalkAsync((_, heads) =>
        {
            foreach (SealedHead head in heads.Select(static found => found.Head))
            {
                CacheHolding known = holdings.GetValueOrDefault(head.Label) ?? new CacheHolding(head.Label, 0, 0);
                holdings[head.Label] = known with { Entries = known.Entries + 1, Bytes = known.Bytes + head.Length };
            }

            return Task.CompletedTask;
        });
        return [.. holdings.Values];
    }

    /// <inheritdoc/>
    /// <exception cref="AnswerStoreException">Redis is out of reach.</exception>
    public async ValueTask<long> ClearAsync(CacheSelection which)
    {
        long cleared = 0;
        DateTimeOffset now = _clock.GetUtcNow();
        await WalkAsync(async (database, heads) =>
            cleared += await database.KeyDeleteAsync([.. heads.Where(found => which.Holds(found.Head.Label) && (!which.OnlyExpired || found.Head.Ends <= now)).Select(found => found.Key)]));
        return cleared;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _breaker.DisposeAsync();
        await (await Connected).DisposeAsync();
    }

    private static ConfigurationOptions Parse(string redis)
    {
        ConfigurationOptions options = ConfigurationOptions.Parse(redis);
        // It may come later than the node, and may go for a while; nothing waits for it in line.
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = 1000; // in ms; how long a try to connect takes, and about how long the next waits
        return options;
    }

    private RedisKey Of(AnswerName name) => _options.Prefix + name;

    /// <summary>Asks for a message: what fails, or takes too long, is missing.</summary>
    private async Task<T> TryAsync<T>(Func<IDatabase, Task<T>> ask, T missing)
    {
        if (_breaker.IsOpen || Database is not { } database)
        {
            return missing;
        }

        try
        {
            T answer = await InTimeAsync(ask(database));
            _breaker.Succeeded();
            return answer;
        }
        catch (RedisServerException exception)
        {
            Refused(exception); // it answers: full, or still loading
            return missing;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            _breaker.Failed();
            return missing;
        }
    }

    private Task<T> InTimeAsync<T>(Task<T> asked)
    {
        // Whoever has gone does not hear how it ends.
        _ = asked.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return asked.WaitAsync(_options.Patience, _clock);
    }

    private async Task<bool> ProbeAsync()
    {
        try
        {
            return Database is { } database && await InTimeAsync(database.PingAsync()) >= TimeSpan.Zero;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task WalkAsync(Func<IDatabase, IReadOnlyList<(RedisKey Key, SealedHead Head)>, Task> take)
    {
        if (_breaker.IsOpen || Database is not { } database)
        {
            throw new AnswerStoreException("The cache's Redis is out of reach; nothing was done. Try again when it answers.");
        }

        // Whoever was refused must not find his answers cleared behind it: the walk ends with its next command.
        using var patience = new CancellationTokenSource(_options.AdminPatience, _clock);
        try
        {
            Task walking = WalkAsync(database, take, patience.Token);
            Walking = walking;
            await walking.WaitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException || (exception is OperationCanceledException && patience.IsCancellationRequested))
        {
            throw new AnswerStoreException("The cache's Redis does not answer; it was done in part at most. Try again when it answers.", exception);
        }
    }

    /// <summary>Tells each answer once, though SCAN may name it twice, as may two servers.</summary>
    private async Task WalkAsync(IDatabase database, Func<IDatabase, IReadOnlyList<(RedisKey Key, SealedHead Head)>, Task> take, CancellationToken cancellation)
    {
        const int Batch = 500;
        HashSet<AnswerName> seen = [];
        foreach (IServer server in database.Multiplexer.GetServers().Where(static server => server is { IsConnected: true, IsReplica: false }))
        {
            List<RedisKey> keys = [];
            await foreach (RedisKey key in server.KeysAsync(database.Database, $"{_options.Prefix}*", Batch).WithCancellation(cancellation))
            {
                if (AnswerName.TryParse(((string?)key)![_options.Prefix.Length..], out AnswerName name) && seen.Add(name))
                {
                    keys.Add(key);
                }

                if (keys.Count == Batch)
                {
                    await TakeAsync(keys);
                    keys.Clear();
                }
            }

            await TakeAsync(keys);
        }

        async Task TakeAsync(List<RedisKey> keys)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<(RedisKey Key, SealedHead Head)> heads = await HeadsAsync(database, keys);
            cancellation.ThrowIfCancellationRequested();
            await take(database, heads);
        }
    }

    /// <summary>What can be read of answers without their keys; what is none, or has gone meanwhile, is left out.</summary>
    private static async Task<IReadOnlyList<(RedisKey Key, SealedHead Head)>> HeadsAsync(IDatabase database, List<RedisKey> keys)
    {
        RedisValue[] starts = await Task.WhenAll(keys.Select(key => database.StringGetRangeAsync(key, 0, SealedAnswer.LongestHead - 1)));
        return [.. keys.Zip(starts, static (key, start) => (Key: key, Head: SealedAnswer.ReadHead((byte[]?)start))).Where(static found => found.Head is not null).Select(static found => (found.Key, found.Head!.Value))];
    }

    /// <summary>Tells the first refusal, and then every thousandth: a full Redis refuses each answer.</summary>
    private void Refused(RedisServerException exception)
    {
        if (Interlocked.Increment(ref _refusals) % 1000 == 1)
        {
            LogRefused(exception.Message);
        }
    }
}
