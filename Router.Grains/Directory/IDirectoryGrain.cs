using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;
using Router.Grains.Nodes;

namespace Router.Grains.Directory;

/// <summary>The one owner of the directory.</summary>
[Alias("router.directory")]
public interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Does what a command says, or refuses it. The answer comes when it is stored and the nodes have heard it, those that can hear.</summary>
    [Alias("run")]
    Task<DirectoryReply> RunAsync(DirectoryCommand command);

    /// <summary>Takes entries over that were made elsewhere, parents first. What is here already, or is newer here, stays.</summary>
    [Alias("import")]
    Task<DirectoryImport> ImportAsync(ImmutableArray<DirectoryEntry> entries);

    /// <summary>Finds an entry: a page of one, or of none.</summary>
    [Alias("find")]
    Task<DirectoryPage> FindAsync(EntryRef entry);

    /// <summary>Finds the entries of a page.</summary>
    [Alias("list")]
    Task<DirectoryPage> ListAsync(DirectoryQuery query);

    /// <summary>A node wants to hear of changes, and says every few seconds what it knows.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="listener">Where it hears.</param>
    /// <param name="known">The number of the last change that it knows; less than 0 for nothing.</param>
    [Alias("join")]
    Task<DirectoryUpdate> JoinAsync(string node, INodeListener listener, long known);
}
