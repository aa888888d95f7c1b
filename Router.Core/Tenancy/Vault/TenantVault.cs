using System.Collections.Immutable;

namespace Router.Core.Tenancy.Vault;

/// <summary>
/// A tenant's vault: sealed provider credentials, its own and its users'. An entity: one owner at a time, no clock, no lock, no I/O. It never sees a secret
/// or a key in plain text; <see cref="VaultSealer"/> does, next to their use. docs/decisions/0010-directory-and-vault.md says why it works as it does.
/// </summary>
/// <param name="state">What is known already.</param>
public sealed class TenantVault(VaultState state)
{
    private static readonly TimeSpan UseIsNoted = TimeSpan.FromHours(1);

    /// <summary>The vault as it is now.</summary>
    public VaultState State { get; private set; } = state;

    /// <summary>Does what a command says, or refuses it.</summary>
    public VaultAnswer Run(VaultCommand command, DateTimeOffset now)
    {
        VaultAnswer answer = command switch
        {
            WrapKey wrap => Wrap(wrap.Key),
            PutSecret put => Put(put, now),
            DeleteSecret delete => Delete(delete, now),
            NoteUse use => Note(use, now),
            _ => throw new ArgumentException($"{command.GetType()} is not a command of a vault.", nameof(command)),
        };
        if (answer.Effect is { } effect)
        {
            answer = answer with { Effect = effect with { By = command.By } };
            Apply(effect);
        }

        return answer;
    }

    /// <summary>Lets happen again what happened before.</summary>
    public void Apply(VaultEffect effect) => State = State.With(effect);

    /// <summary>Goes back to an earlier state, because what came after it could not be kept.</summary>
    public void Reset(VaultState state) => State = state;

    /// <summary>Whether it is known already that an entry is in use.</summary>
    internal static bool IsNoted(VaultEntry entry, DateTimeOffset now) => now - entry.Used < UseIsNoted;

    private VaultAnswer Wrap(WrappedKey key)
    {
        if (State.Key is { } present && present.MasterKey == key.MasterKey && present.Sealed.Span.SequenceEqual(key.Sealed.Span))
        {
            return new VaultAnswer();
        }

        return key.Version == (State.Key?.Version ?? 0) + 1
            ? new VaultAnswer { Effect = new VaultEffect(State.Tenant, key, null) }
            : VaultAnswer.Refused(VaultProblemKind.Stale, "key", "somebody else wrapped the data key meanwhile; read it again");
    }

    private VaultAnswer Put(PutSecret command, DateTimeOffset now)
    {
        VaultEntry? entry = State.Find(command.User, command.Name);
        SecretVersion? present = entry?.Secrets.FirstOrDefault();
        if (present is not null && present.Number == command.Secret.Number && present.Sealed.Span.SequenceEqual(command.Secret.Sealed.Span))
        {
            return new VaultAnswer { Entry = entry };
        }

        if (Stale(entry, command.IfVersion) is { } stale)
        {
            return stale;
        }

        if (command.Secret.Number != (entry?.LastNumber ?? 0) + 1)
        {
            return VaultAnswer.Refused(VaultProblemKind.Stale, "secret", "somebody else put a secret meanwhile; read the entry again and repeat the change");
        }

        ImmutableArray<SecretVersion> secrets = [command.Secret with { Created = now, Until = null }];
        if (present is not null && command.OldUntil > now)
        {
            secrets = secrets.Add(present with { Until = command.OldUntil });
        }

        return Changed(entry, (entry ?? new VaultEntry { User = command.User, Name = command.Name, Version = 0, Created = now, Changed = now, LastNumber = 0 }) with
        {
            Secrets = secrets, LastNumber = command.Secret.Number, Changed = now,
        }, present is null ? VaultChange.Created : command.OldUntil is null ? VaultChange.Replaced : VaultChange.Rotated);
    }

    private VaultAnswer Delete(DeleteSecret command, DateTimeOffset now)
    {
        VaultEntry? entry = State.Find(command.User, command.Name);
        if (entry is null)
        {
            return VaultAnswer.Refused(VaultProblemKind.Unknown, "name", $"there is no entry \"{command.Name}\"; look the name up in the list");
        }

        return entry.Secrets.IsEmpty ? new VaultAnswer { Entry = entry } : Stale(entry, command.IfVersion) ?? Changed(entry, entry with { Secrets = [], Changed = now }, VaultChange.Deleted);
    }

    private VaultAnswer Note(NoteUse command, DateTimeOffset now)
    {
        VaultEntry? entry = State.Find(command.User, command.Name);
        return entry is null || entry.Secrets.IsEmpty || IsNoted(entry, now) ? new VaultAnswer { Entry = entry } : Done(entry, entry with { Used = now });
    }

    private static VaultAnswer? Stale(VaultEntry? entry, long? ifVersion) => ifVersion is { } expected && expected != (entry?.Revision ?? 0)
        ? VaultAnswer.Refused(VaultProblemKind.Stale, "version", $"is {entry?.Revision ?? 0} by now, not {expected}: somebody changed it meanwhile. Read it again and repeat the change")
        : null;

    /// <summary>A change, for which somebody asked: who read the entry before it must read it again.</summary>
    private VaultAnswer Changed(VaultEntry? before, VaultEntry after, VaultChange change) => Done(before, after with { Revision = (before?.Revision ?? 0) + 1 }, change);

    private VaultAnswer Done(VaultEntry? before, VaultEntry after, VaultChange change = VaultChange.None)
    {
        VaultEntry entry = after with { Version = (before?.Version ?? 0) + 1 };
        return new VaultAnswer { Entry = entry, Effect = new VaultEffect(State.Tenant, null, entry) { Change = change } };
    }
}
