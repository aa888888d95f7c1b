using System.Collections.Concurrent;

namespace Chaos.Kills;

/// <summary>What was seen from outside, on both sides of the gateway: requests that reached a provider, answers and acts that were confirmed.</summary>
public sealed class KillBook
{
    private readonly ConcurrentQueue<string> _problems = new();

    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private (int Count, TaskCompletionSource Reached) _awaited = (int.MaxValue, new TaskCompletionSource());

    /// <summary>The sessions of requests that reached a provider.</summary>
    public ICollection<string> Asked => _asked.Keys;

    /// <summary>Requests whose client has its answer to the last byte.</summary>
    public ConcurrentDictionary<string, bool> Answered { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys that were made, by their id, with their secret, as far as the answer came.</summary>
    public ConcurrentDictionary<string, string> Made { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys whose revocation was asked for; true: and confirmed.</summary>
    public ConcurrentDictionary<string, bool> Revoked { get; } = new(StringComparer.Ordinal);

    /// <summary>Vault entries that were put and rotated, by their name.</summary>
    public ConcurrentDictionary<string, KilledSecret> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>What must not be.</summary>
    public IReadOnlyList<string> Problems => [.. _problems];

    /// <summary>A request has reached a provider.</summary>
    /// <returns>Which attempt it is, from 1.</returns>
    public int Reach(string session)
    {
        int attempt = _asked.AddOrUpdate(session, 1, (_, asked) => asked + 1);
        (int count, TaskCompletionSource reached) = _awaited;
        if (_asked.Count >= count)
        {
            reached.TrySetResult();
        }

        return attempt;
    }

    /// <summary>Completes when so many more requests have reached a provider.</summary>
    public Task ReachedAsync(int more)
    {
        _awaited = (_asked.Count + more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _awaited.Reached.Task;
    }

    public void Report(string problem) => _problems.Enqueue(problem);
}
