using System.Collections.Immutable;

namespace Router.Core.Tenancy.Directory;

/// <summary>The directory, wherever its one owner lives. An answer comes when what it promises is kept: a kill or power cut takes nothing back.</summary>
public interface IDirectory
{
    /// <summary>Does what a command says, or refuses it. A command may be repeated.</summary>
    ValueTask<DirectoryAnswer> RunAsync(DirectoryCommand command);

    /// <summary>Finds an entry, deleted ones too; null when there is none.</summary>
    ValueTask<DirectoryEntry?> FindAsync(EntryRef entry);

    /// <summary>Finds the entries of a page.</summary>
    ValueTask<ImmutableArray<DirectoryEntry>> ListAsync(DirectoryQuery query);
}
