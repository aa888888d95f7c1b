using Router.Core.Journal;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory;

/// <summary>A journal in memory whose flushes happen, or fail, when the test says so.</summary>
internal sealed class HeldJournal : IDirectoryJournal
{
    private TaskCompletionSource<Durability>? _flush;

    public List<DirectoryEffect> Effects { get; } = [];

    public void Hold() => _flush = new TaskCompletionSource<Durability>();

    public void Flush() => _flush!.SetResult(Durability.Durable);

    /// <summary>Loses what waits; what comes from now on is kept.</summary>
    public void Fail()
    {
        TaskCompletionSource<Durability> lost = _flush!;
        _flush = null;
        lost.SetResult(Durability.Lost);
    }

    public JournalTicket Keep(DirectoryEffect effect)
    {
        Effects.Add(effect);
        return new JournalTicket(Effects.Count, new HeldFate(_flush?.Task ?? Task.FromResult(Durability.Durable)));
    }
}
