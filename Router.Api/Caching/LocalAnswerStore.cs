using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Api.State;
using Router.Core.Caching;
using Router.Core.Configuration;

namespace Router.Api.Caching;

/// <summary>The single machine's answers: in memory, or in the folder <c>cache</c> of the state folder, as the configuration in force says. Where the folder is not used, what lies there is deleted.</summary>
internal sealed partial class LocalAnswerStore : IAnswerStore, IAsyncDisposable
{
    private readonly SnapshotHolder _holder;
    private readonly ILogger<LocalAnswerStore> _logger;
    private readonly MemoryAnswerStore _memory;
    private readonly FolderAnswerStore? _folder;
    private int _refusals;

    public LocalAnswerStore(SnapshotHolder holder, StateFolder state, TimeProvider clock, ILogger<LocalAnswerStore> logger)
    {
        (_holder, _logger, _memory) = (holder, logger, new MemoryAnswerStore(clock, maxBytes: 0)); // each use says how much
        if (state.IsWritable)
        {
            _folder = new FolderAnswerStore(Path.Combine(state.Path, "cache"), clock, IsFolder ? Config.MaxBytes : 0, Refused);
        }
        else if (IsFolder)
        {
            LogMemoryOnly();
        }
    }

    private CacheConfig Config => _holder.Current.Config.Cache;

    private bool IsFolder => Config.Store == "folder";

    private IAnswerStore Current
    {
        get
        {
            CacheConfig config = Config;
            bool isFolder = IsFolder && _folder is not null;
            _memory.MaxBytes = isFolder ? 0 : config.MaxBytes;
            _folder?.MaxBytes = isFolder ? config.MaxBytes : 0;
            return isFolder ? _folder! : _memory;
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(CacheKey key) => Current.FindAsync(key);

    public ValueTask<bool> PutAsync(CacheKey key, CacheLabel label, ReadOnlyMemory<byte> value, TimeSpan lifetime) => Current.PutAsync(key, label, value, lifetime);

    public ValueTask<ImmutableArray<CacheHolding>> HoldingsAsync() => Current.HoldingsAsync();

    public ValueTask<long> ClearAsync(CacheSelection which) => Current.ClearAsync(which);

    /// <summary>Waits until the folder was read and what is too much deleted: nobody works in it behind the gateway's end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await _folder.HoldingsAsync();
        }
    }

    /// <summary>Tells the first refusal, and then every thousandth: a full disk refuses each answer.</summary>
    private void Refused(Exception exception)
    {
        if (Interlocked.Increment(ref _refusals) % 1000 == 1)
        {
            LogRefused(exception.Message);
        }
    }

    [LoggerMessage(351, LogLevel.Warning, "The state folder can't be written: the response cache keeps its answers in memory only")]
    private partial void LogMemoryOnly();

    [LoggerMessage(352, LogLevel.Warning, "The response cache's folder can't be used ({Reason}): answers are asked for anew until it can")]
    private partial void LogRefused(string reason);
}
