using System.Collections.Immutable;
using Router.Core.Journal;

namespace Router.Core.Tenancy.Directory;

/// <summary>
/// The directory of a single machine. Commands take one lock for as long as they decide and wait for the journal outside of it, so that it can flush many at
/// once; reads take none. When the journal fails, the directory goes back to what is kept, and whoever asked hears of it.
/// </summary>
public sealed partial class LocalDirectory : IDirectory, IDirectoryView
{
    private readonly Lock _lock = new();
    private readonly IDirectoryJournal _journal;
    private readonly TimeProvider _clock;
    private readonly TenantDirectory _entity;
    private readonly KeptState<DirectoryState> _kept;
    private ImmutableArray<Action<DirectoryEntry?>> _listeners = [];

    /// <summary>Opens the directory.</summary>
    /// <param name="state">What was kept: a snapshot with what the journal holds behind it.</param>
    /// <param name="journal">Keeps what happens from now on.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="keys">The keys, for key checks, when others know them already.</param>
    public LocalDirectory(DirectoryState state, IDirectoryJournal journal, TimeProvider clock, KeyIndex? keys = null)
    {
        _entity = new TenantDirectory(state);
        _kept = new KeptState<DirectoryState>(state);
        _journal = journal;
        _clock = clock;
        Keys = keys ?? new KeyIndex();
        Keys.Load(state);
    }

    /// <inheritdoc/>
    public void Listen(Action<DirectoryEntry?> heard) => ImmutableInterlocked.Update(ref _listeners, static (all, heard) => all.Add(heard), heard);

    /// <summary>The keys, for key checks.</summary>
    public KeyIndex Keys { get; }

    /// <inheritdoc/>
    public DirectoryState State => _entity.State;

    /// <inheritdoc/>
    public async ValueTask<DirectoryAnswer> RunAsync(DirectoryCommand command)
    {
        DirectoryAnswer answer;
        Task<Durability> kept;
        lock (_lock)
        {
            Settle();
            answer = _entity.Run(command, _clock.GetUtcNow());
            if (answer.Effect is { } effect)
            {
                Keys.Apply(effect);
                JournalTicket ticket = _journal.Keep(effect);
                _kept.Add(_entity.State, ticket.DurableAsync().AsTask());
                answer = answer with { Position = ticket.Position };
                Tell(effect.Entry);
            }

            // Also who changes nothing, or is refused, is answered by what others did just before.
            kept = _kept.Last;
        }

        Durability fate = await kept.ConfigureAwait(false);
        lock (_lock)
        {
            Settle();
        }

        return fate == Durability.Durable ? answer : DirectoryAnswer.Refused(
            DirectoryProblemKind.NotKept, "journal", "can't keep records at the moment, so nothing was changed; GET /health with the admin key says why. Try again when it can");
    }

    /// <inheritdoc/>
    public ValueTask<DirectoryEntry?> FindAsync(EntryRef entry) => new(State.Find(entry));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<DirectoryEntry>> ListAsync(DirectoryQuery query) => new(TenantDirectory.List(State, query));

    private void Settle()
    {
        if (_kept.Settle())
        {
            _entity.Reset(_kept.Kept);
            Keys.Load(_kept.Kept);
            Tell(entry: null);
        }
    }

    private void Tell(DirectoryEntry? entry)
    {
        foreach (Action<DirectoryEntry?> heard in _listeners)
        {
            heard(entry);
        }
    }
}
