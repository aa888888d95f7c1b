using System.Collections.Immutable;
using Router.Core.Tenancy.Directory.Deciding;

namespace Router.Core.Tenancy.Directory;

/// <summary>
/// The directory: tenants, their teams and users, and the users' client keys. An entity: one owner at a time, no clock, no lock, no I/O; a command and a
/// time go in, an answer with at most one effect comes out. docs/decisions/0010-directory-and-vault.md says why it works as it does.
/// </summary>
/// <param name="state">What is known already.</param>
public sealed class TenantDirectory(DirectoryState state)
{
    private const int MostEntries = 1000;

    /// <summary>The directory as it is now.</summary>
    public DirectoryState State { get; private set; } = state;

    /// <summary>Does what a command says, or refuses it.</summary>
    public DirectoryAnswer Run(DirectoryCommand command, DateTimeOffset now)
    {
        DirectoryAnswer answer = command switch
        {
            CreateTenant create => TenantDecisions.Create(State, create, now),
            ChangeTenant change => TenantDecisions.Change(State, change, now),
            CreateTeam create => TeamDecisions.Create(State, create, now),
            ChangeTeam change => TeamDecisions.Change(State, change, now),
            CreateUser create => UserDecisions.Create(State, create, now),
            ChangeUser change => UserDecisions.Change(State, change, now),
            CreateKey create => KeyDecisions.Create(State, create, now),
            ChangeKey change => KeyDecisions.Change(State, change, now),
            RotateKey rotate => KeyDecisions.Rotate(State, rotate, now),
            SetStanding stand => StandingDecisions.Set(State, stand, now),
            _ => throw new ArgumentException($"{command.GetType()} is not a command of the directory.", nameof(command)),
        };
        if (answer.Effect is not { } effect)
        {
            return answer;
        }

        ImmutableArray<FieldChange> fields = effect.Change == DirectoryChange.Changed && State.Find(effect.Entry.Ref) is { } before ? FieldChanges.Between(before, effect.Entry) : [];
        Apply(effect);
        return answer with { Effect = effect with { By = command.By, Fields = fields } };
    }

    /// <summary>Takes entries over that were made elsewhere, parents first. What is here already, or is newer here, stays.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="left">What was left out, each with the reason; what is below something that was left out is left out too.</param>
    public ImmutableArray<DirectoryEffect> Take(IEnumerable<DirectoryEntry> entries, out ImmutableArray<string> left)
    {
        ImmutableArray<DirectoryEffect>.Builder effects = ImmutableArray.CreateBuilder<DirectoryEffect>();
        ImmutableArray<string>.Builder reasons = ImmutableArray.CreateBuilder<string>();
        HashSet<EntryRef> without = new(EntryRefComparer.Instance);
        foreach (DirectoryEntry entry in entries)
        {
            DirectoryEffect? effect = ImportDecisions.Take(State, entry, out string? reason);
            reason ??= ImportDecisions.Parent(entry) is { } parent && without.Contains(parent) ? $"its {parent.Kind.ToString().ToLowerInvariant()} was left out" : null;
            if (reason is not null)
            {
                without.Add(entry.Ref);
                reasons.Add($"{entry.Ref.Kind.ToString().ToLowerInvariant()} \"{entry.Id}\": {reason}");
            }
            else if (effect is not null)
            {
                Apply(effect);
                effects.Add(effect);
            }
        }

        left = reasons.ToImmutable();
        return effects.ToImmutable();
    }

    /// <summary>Lets happen again what happened before. Effects come in the order in which they were made; one that is known changes nothing.</summary>
    public void Apply(DirectoryEffect effect) => State = State.With(effect.Entry);

    /// <summary>Goes back to an earlier state, because what came after it could not be kept.</summary>
    public void Reset(DirectoryState state) => State = state;

    /// <summary>Finds the entries of a page.</summary>
    public static ImmutableArray<DirectoryEntry> List(DirectoryState state, DirectoryQuery query)
    {
        IEnumerable<DirectoryEntry> all = query.Kind switch
        {
            EntryKind.Tenant => state.Tenants,
            EntryKind.Team => state.TeamsOf(query.Tenant),
            EntryKind.User => state.UsersOf(query.Tenant).Where(user => query.Team is null || string.Equals(user.Settings.Team, query.Team, StringComparison.OrdinalIgnoreCase)),
            _ => state.KeysOf(query.Tenant, query.User),
        };
        if (query.After is { } after)
        {
            // Entries are never taken out, so the one that a page ended with is still there.
            all = all.SkipWhile(entry => !string.Equals(entry.Id, after, StringComparison.Ordinal)).Skip(1);
        }

        return [.. all.Where(entry => query.WithDeleted || entry.Standing != Standing.Deleted).Take(Math.Clamp(query.Count, 1, MostEntries))];
    }
}
