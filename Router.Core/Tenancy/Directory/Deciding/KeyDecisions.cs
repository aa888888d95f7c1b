using System.Collections.Immutable;

namespace Router.Core.Tenancy.Directory.Deciding;

/// <summary>Commands about keys.</summary>
internal static class KeyDecisions
{
    /// <summary>Earlier secrets that a key remembers. More than one, so that rotating twice does not cut off whoever still has the first.</summary>
    private const int MostRetired = 4;

    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(90);

    public static DirectoryAnswer Create(DirectoryState state, CreateKey command, DateTimeOffset now)
    {
        if (new Rules().KeyId(command.Id).Key(command.Settings, endsLater: true, now).Problems is { Length: > 0 } problems)
        {
            return DirectoryAnswer.Refused(problems);
        }

        if (Decisions.Closed(state.FindTenant(command.Tenant), command.Tenant) is { } closed)
        {
            return closed;
        }

        User? user = state.FindUser(command.Tenant, command.User);
        if (user is not { Standing: not Standing.Deleted })
        {
            return user is null ? Decisions.Unknown(EntryKind.User, command.User, "user", command.Tenant) : Decisions.Gone(EntryKind.User, command.User, "user");
        }

        if (state.FindKey(command.Id) is { } existing)
        {
            return Decisions.Again(existing, existing.Tenant == user.Tenant && existing.User == user.Id && existing.Settings == command.Settings);
        }

        return IsNameTaken(state, user.Tenant, user.Id, command.Settings.Name, command.Id)
            ? Decisions.NameTaken(command.Settings.Name!)
            : DirectoryAnswer.Done(DirectoryChange.Created, new ClientKey
            {
                Tenant = user.Tenant, User = user.Id, Id = command.Id, Settings = command.Settings, Hash = command.Hash, Version = 1, Created = now, Changed = now,
            });
    }

    public static DirectoryAnswer Change(DirectoryState state, ChangeKey command, DateTimeOffset now)
    {
        ClientKey? key = state.FindKey(command.Id);
        if (new Rules().Key(command.Settings, endsLater: command.Settings?.Expires != key?.Settings.Expires, now).Problems is { Length: > 0 } problems)
        {
            return DirectoryAnswer.Refused(problems);
        }

        if (key is { Standing: not Standing.Deleted } && key.Settings == command.Settings)
        {
            return DirectoryAnswer.Unchanged(key);
        }

        return Decisions.Blocked(key, EntryKind.Key, command.Id, command.IfVersion)
            ?? (IsNameTaken(state, key!.Tenant, key.User, command.Settings!.Name, key.Id)
                ? Decisions.NameTaken(command.Settings.Name!)
                : DirectoryAnswer.Done(DirectoryChange.Changed, Decisions.Amended(key, now) with { Settings = command.Settings }));
    }

    public static DirectoryAnswer Rotate(DirectoryState state, RotateKey command, DateTimeOffset now)
    {
        ClientKey? key = state.FindKey(command.Id);
        if (key is { Standing: not Standing.Deleted } && key.Hash == command.Hash)
        {
            return DirectoryAnswer.Unchanged(key);
        }

        if (Decisions.Blocked(key, EntryKind.Key, command.Id, command.IfVersion) is { } blocked)
        {
            return blocked;
        }

        if (command.OldUntil > now + LongestOverlap)
        {
            return DirectoryAnswer.Refused(DirectoryProblemKind.Invalid, "oldUntil", $"is more than {LongestOverlap.Days} days ahead; name an earlier time for the old secret's end");
        }

        // Whoever cuts the overlap short, because a secret leaked, means all that are older too.
        IEnumerable<RetiredSecret> older = key!.Retired.Where(old => old.Hash != command.Hash).Select(old => old.Until > command.OldUntil ? old with { Until = command.OldUntil } : old);
        ImmutableArray<RetiredSecret> retired = [new RetiredSecret(key.Hash, command.OldUntil), .. older.Take(MostRetired - 1)];
        return DirectoryAnswer.Done(DirectoryChange.Rotated, Decisions.Amended(key, now) with { Hash = command.Hash, Retired = retired });
    }

    private static bool IsNameTaken(DirectoryState state, string tenant, string user, string? name, string id) =>
        name is not null && state.KeysOf(tenant, user).Any(
            key => key.Id != id && key.Standing != Standing.Deleted && string.Equals(key.Settings.Name, name, StringComparison.OrdinalIgnoreCase));
}
