using System.Collections.Concurrent;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Grains.Keeping;

namespace Router.Fleet.Tests.Hosting;

/// <summary>An audit trail that remembers what it was told, and may be away for somebody.</summary>
internal sealed class HeardActs : IActTrail
{
    private readonly ConcurrentDictionary<string, byte> _away = new(StringComparer.Ordinal);

    /// <summary>What was told of entries, by their ids, in order.</summary>
    public ConcurrentQueue<(long Position, DirectoryEffect Effect)> Changes { get; } = new();

    /// <summary>What was told of vaults, in order.</summary>
    public ConcurrentQueue<(string Vault, long Position)> Secrets { get; } = new();

    public void SetAway(string entry, bool isAway)
    {
        if (isAway)
        {
            _away[entry] = 0;
        }
        else
        {
            _away.TryRemove(entry, out _);
        }
    }

    public Task TellAsync(long position, DirectoryEffect effect)
    {
        if (_away.ContainsKey(effect.Entry.Id))
        {
            return Task.FromException(new IOException("The trail is away."));
        }

        Changes.Enqueue((position, effect));
        return Task.CompletedTask;
    }

    public Task TellAsync(string vault, long position, VaultEffect effect)
    {
        Secrets.Enqueue((vault, position));
        return Task.CompletedTask;
    }
}
