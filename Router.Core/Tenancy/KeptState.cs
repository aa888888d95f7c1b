using Router.Core.Journal;

namespace Router.Core.Tenancy;

/// <summary>
/// What of an entity is known to be kept while later states wait for the journal. A state that is lost takes all behind it along, for they were decided
/// on top of it; the journal loses them too. Used under the lock of the entity's host.
/// </summary>
/// <typeparam name="T">The state, immutable.</typeparam>
/// <param name="kept">What is kept.</param>
internal sealed class KeptState<T>(T kept)
{
    private readonly Queue<(T State, Task<Durability> Fate)> _waiting = new();
    private Task<Durability> _last = Task.FromResult(Durability.Durable);

    public T Kept { get; private set; } = kept;

    /// <summary>Completes when all that was decided so far is kept or lost.</summary>
    public Task<Durability> Last => _last;

    /// <summary>A state was decided.</summary>
    public void Add(T state, Task<Durability> fate)
    {
        _waiting.Enqueue((state, fate));
        _last = fate;
    }

    /// <summary>Takes over what the journal has told meanwhile.</summary>
    /// <returns>Whether something was lost: the entity goes back to <see cref="Kept"/>.</returns>
    public bool Settle()
    {
        while (_waiting.TryPeek(out (T State, Task<Durability> Fate) next) && next.Fate.IsCompleted)
        {
            if (!next.Fate.IsCompletedSuccessfully || next.Fate.Result != Durability.Durable)
            {
                Begin(Kept);
                return true;
            }

            Kept = next.State;
            _waiting.Dequeue();
        }

        return false;
    }

    /// <summary>Begins from another state.</summary>
    public void Begin(T kept)
    {
        Kept = kept;
        _waiting.Clear();
        _last = Task.FromResult(Durability.Durable);
    }
}
