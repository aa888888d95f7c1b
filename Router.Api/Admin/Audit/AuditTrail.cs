using System.Collections.Immutable;
using System.Globalization;
using Router.Api.Admin.Entries;
using Router.Api.Admin.Events;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.AdminContract.Events;
using Router.Core.Journal;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Admin.Audit;

/// <summary>
/// Keeps who did what. The answer to an administrative act waits until its record is on disk. Changes of the directory and of vaults have it in their own records; what
/// has no record else gets one here.
/// </summary>
internal sealed class AuditTrail(IJournal journal, EventHub events, TimeProvider clock, IAuditStore? fleet = null)
{
    /// <summary>An administrative act; since version 2 with what it changed.</summary>
    public static RecordType<AuditRecord> Acted { get; } = new("audit.acted", 2, AuditJson.Default.AuditRecord);

    /// <summary>An act as it is told.</summary>
    public static AuditEntry EntryOf(long position, DateTimeOffset at, AuditRecord act) => EntryOf(position.ToString(CultureInfo.InvariantCulture), at, act);

    /// <inheritdoc cref="EntryOf(long, DateTimeOffset, AuditRecord)"/>
    public static AuditEntry EntryOf(string id, DateTimeOffset at, AuditRecord act) => new(
        id, at, act.Action, act.Tenant, act.Entry, act.ActorTenant, act.ActorUser, act.ActorKey, act.RequestId, act.Address) { Changes = act.Changes.IsDefault ? [] : act.Changes };

    /// <summary>The act that a record tells; null when it tells none.</summary>
    public static AuditRecord? Of(in JournalRecord record) => record.Is(Acted) ? record.Read(Acted)
        : record.Is(DirectoryJournal.Changed) ? Of(record.Read(DirectoryJournal.Changed))
        : record.Is(VaultJournal.Changed) ? Of(record.Read(VaultJournal.Changed))
        : null;

    /// <summary>Tells who listens what changed in the directory, if anything did. Its record is kept already; in a fleet the owner has told it.</summary>
    public void Tell(DirectoryAnswer answer)
    {
        if (fleet is null && answer is { Entry: not null, Effect: { } effect } && Of(effect) is { } act)
        {
            events.Publish(new AdminActed(EntryOf(answer.Position, effect.Entry.Changed, act)));
        }
    }

    /// <summary>Tells who listens what changed in a vault, if anything did. Its record is kept already; in a fleet the owner has told it.</summary>
    public void Tell(VaultResult result)
    {
        if (fleet is null && result is { Problem: null, Effect: { Entry: { } entry } effect } && Of(effect) is { } act)
        {
            events.Publish(new AdminActed(EntryOf(result.Position, entry.Changed, act)));
        }
    }

    /// <summary>Keeps an act that was done.</summary>
    /// <returns>What the caller must hear; null when it is kept.</returns>
    public async Task<AdminProblem?> KeepAsync(AdminCaller caller, string action, string? tenant, string entry, params ImmutableArray<FieldChange> changes)
    {
        AuditRecord record = RecordOf(action, tenant, entry, caller.AsRequester(), changes);
        AuditEntry? kept = fleet is null ? await KeepHereAsync(caller, record) : await fleet.KeepAsync(record);
        if (kept is null)
        {
            return new AdminProblem(AdminProblemKind.Unrecorded, fleet is null
                ? "It was done, but its audit record could not be kept: the journal keeps no records at the moment. GET /health with the admin key says why."
                : "It was done, but its audit record could not be kept: the fleet's Redis takes none at the moment.");
        }

        events.Publish(new AdminActed(kept));
        return null;
    }

    private async Task<AuditEntry?> KeepHereAsync(AdminCaller caller, AuditRecord record)
    {
        JournalTicket ticket = journal.Append(Acted, caller.RequestId, record);
        return await ticket.DurableAsync() == Durability.Durable ? EntryOf(ticket.Position, clock.GetUtcNow(), record) : null;
    }

    /// <summary>The act that a change of a vault is; null when nobody outside asked for it.</summary>
    public static AuditRecord? Of(VaultEffect effect) => effect is { By: { } by, Entry: { } entry } && effect.Change != VaultChange.None
        ? RecordOf($"vault.{effect.Change.ToString().ToLowerInvariant()}", effect.Tenant, entry.User is null ? entry.Name : $"{entry.User}/{entry.Name}", by, Changes(entry))
        : null;

    /// <summary>Of a secret its fingerprint, and where it may go; nothing of an entry that was deleted.</summary>
    private static ImmutableArray<FieldChange> Changes(VaultEntry entry) => entry.Secrets.FirstOrDefault(secret => secret.Until is null) is { } present
        ? [new FieldChange("goes_to", From: null, present.Destination), new FieldChange("fingerprint", From: null, present.Fingerprint)]
        : [];

    /// <summary>The act that a change of the directory is; null when nobody outside asked for it.</summary>
    public static AuditRecord? Of(DirectoryEffect effect)
    {
        if (effect.By is not { } by)
        {
            return null;
        }

        EntryKind kind = effect.Entry.Ref.Kind;
        string tenant = effect.Entry is ClientKey key ? key.Tenant : effect.Entry.Ref.Tenant;
        return RecordOf($"{EntryWords.Of(kind)}.{EntryWords.Of(kind, effect.Change)}", tenant, effect.Entry.Id, by, effect.Fields);
    }

    private static AuditRecord RecordOf(string action, string? tenant, string entry, Requester by, ImmutableArray<FieldChange> changes) =>
        new(action, tenant, entry, by.Tenant, by.User, by.Key, by.Request, by.Address) { Changes = changes };
}
