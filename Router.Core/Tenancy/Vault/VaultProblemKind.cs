using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Vault;

/// <summary>Why a vault can't do what was asked.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VaultProblemKind>))]
public enum VaultProblemKind
{
    /// <summary>A field holds what it must not. For clients: 400.</summary>
    Invalid,

    /// <summary>There is no such entry. For clients: 404.</summary>
    Unknown,

    /// <summary>There is one, but its owner did not mean it for that provider. For clients: 409.</summary>
    Elsewhere,

    /// <summary>It was changed since the caller read it. For clients: 412.</summary>
    Stale,

    /// <summary>It is sealed under a master key that is not known here. An operator must act; nothing is lost. For clients: 500.</summary>
    WrongMasterKey,

    /// <summary>What is stored is not what was sealed: the file was damaged or tampered with. For clients: 500.</summary>
    Damaged,

    /// <summary>The journal can't keep records at the moment, so nothing was changed. For clients: 503.</summary>
    NotKept,
}
