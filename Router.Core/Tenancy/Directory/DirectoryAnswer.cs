using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>The answer to a command: the entry, or all reasons why not.</summary>
public sealed record DirectoryAnswer
{
    /// <summary>The entry as it is now; null when the command was refused.</summary>
    public DirectoryEntry? Entry { get; init; }

    /// <summary>Why the command was refused; empty when it was not.</summary>
    public ImmutableArray<DirectoryProblem> Problems { get; init; } = [];

    /// <summary>What changed; null when nothing did. For the host, not for who asked.</summary>
    [JsonIgnore]
    public DirectoryEffect? Effect { get; init; }

    /// <summary>Where the journal has the change, see <see cref="Router.Core.Journal.JournalTicket.Position"/>; 0 when nothing changed. For the host, not for who asked.</summary>
    [JsonIgnore]
    public long Position { get; init; }

    internal static DirectoryAnswer Done(DirectoryChange change, DirectoryEntry entry) => new() { Entry = entry, Effect = new DirectoryEffect(change, entry) };

    internal static DirectoryAnswer Unchanged(DirectoryEntry entry) => new() { Entry = entry };

    internal static DirectoryAnswer Refused(params IEnumerable<DirectoryProblem> problems) => new() { Problems = [.. problems] };

    internal static DirectoryAnswer Refused(DirectoryProblemKind kind, string field, string text) => Refused(new DirectoryProblem(kind, field, text));
}
