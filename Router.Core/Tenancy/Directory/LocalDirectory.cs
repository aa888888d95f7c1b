using System.Collections.Immutable;

namespace Router.Core.Tenancy.Directory;

/// <summary>
/// The directory of a single machine. Commands take one lock for as long as they decide and wait for the journal outside of it, so that it can flush many at
/// once; reads take none. When the journal fails, the directory goes back to what is kept, and whoever asked hears of it.
/// </summary>
public sealed class LocalDirectory : IDirectory
{
    private readonly Lock _lock = new();
    private readonly IDirectoryJournal _journal;
    private readonly TimeProvider _clock;
    private readonly TenantDirectory _entity;
    private DirectoryState _kept;

    /// <summary>Opens the directory.</summary>
    /// <param name="state">What was kept: a snapshot with what the journal holds behind it.</param>
    /// <param name="journal">Keeps what happens from now on.</param>
    /// <param name="clock">The clock.</param>
    public LocalDirectory(DirectoryState state, IDirectoryJournal journal, TimeProvider clock)
    {
        _entity = new TenantDirectory(state);
        _kept = state;
        _journal = journal;
        _clock = clock;
        Keys.Load(state);
    }

    /// <summary>The keys, for key checks.</summary>
    public KeyIndex Keys { get; } = new();

    /// <summary>The directory as it is now: what to take a snapshot of.</summary>
    public DirectoryState State => _entity.State;

    /// <inheritdoc/>
    public async ValueTask<DirectoryAnswer> RunAsync(DirectoryCommand command)
    {
        DirectoryAnswer answer;
        ValueTask kept;
        lock (_lock)
        {
            answer = _entity.Run(command, _clock.GetUtcNow());
            if (answer.Effect is null)
            {
                return answer;
            }

            Keys.Apply(answer.Effect);
            kept = _journal.KeepAsync(answer.Effect);
        }

        try
        {
            await kept.ConfigureAwait(false);
        }
        catch
        {
            Reset();
            throw;
        }

        lock (_lock)
        {
            _kept = _kept.With(answer.Effect.Entry);
        }

        return answer;
    }

    /// <inheritdoc/>
    public ValueTask<DirectoryEntry?> FindAsync(EntryRef entry) => new(State.Find(entry));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<DirectoryEntry>> ListAsync(DirectoryQuery query) => new(TenantDirectory.List(State, query));



    private void Reset()
    {
        lock (_lock)
        {
            _entity.Reset(_kept);
            Keys.Load(_kept);
        }
    }
}
