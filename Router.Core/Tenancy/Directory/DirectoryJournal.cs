using Router.Core.Journal;

namespace Router.Core.Tenancy.Directory;

/// <summary>Keeps what happens to the directory in the journal of the machine.</summary>
/// <param name="journal">The journal.</param>
public sealed class DirectoryJournal(IJournal journal) : IDirectoryJournal
{
    /// <summary>An entry as it is behind a change; since version 2 who asked for it, since version 3 which of its settings are others.</summary>
    public static RecordType<DirectoryEffect> Changed { get; } = new("directory.changed", 3, DirectoryJson.Default.DirectoryEffect);

    /// <inheritdoc/>
    public JournalTicket Keep(DirectoryEffect effect)
    {
        EntryRef entry = effect.Entry.Ref;
        return journal.Append(Changed, entry.Kind is EntryKind.Tenant or EntryKind.Key ? entry.Id : $"{entry.Tenant}/{entry.Id}", effect);
    }
}
