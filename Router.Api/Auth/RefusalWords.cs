using Router.Core.Tenancy;

namespace Router.Api.Auth;

/// <summary>Why a key opens nothing, in words for its user.</summary>
internal static class RefusalWords
{
    private const string Ask =
        "Send a key of this gateway as x-api-key or Authorization: Bearer (Claude Code: ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN).";

    private const string Admin = "Ask an administrator of this gateway";

    /// <summary>The sentences for the client.</summary>
    /// <param name="refusal">Why; null when no key was sent.</param>
    public static string For(KeyRefusal? refusal) => refusal switch
    {
        null => $"A key is needed. {Ask}",
        KeyRefusal.Mistyped => "The key was mistyped or cut off: its checksum is wrong. Copy it again, all of it.",
        KeyRefusal.Revoked => $"The key was revoked. {Admin} for a new one.",
        KeyRefusal.UserDeleted => $"The key's user was deleted. {Admin} for a new key.",
        KeyRefusal.TeamDeleted => $"The team of the key's user was deleted. {Admin} to put the user into another.",
        KeyRefusal.TenantDeleted => $"The key's tenant was deleted. {Admin} for a new key.",
        KeyRefusal.Suspended => $"The key is suspended. {Admin} to resume it.",
        KeyRefusal.UserSuspended => $"The key's user is suspended. {Admin} to resume him.",
        KeyRefusal.TeamSuspended => $"The team of the key's user is suspended. {Admin} to resume it.",
        KeyRefusal.TenantSuspended => $"The key's tenant is suspended. {Admin} to resume it.",
        KeyRefusal.Expired => $"The key has expired. {Admin} for a new one.",
        KeyRefusal.Replaced => "The key was replaced by a new one. Use the new one, or ask an administrator of this gateway for one.",
        KeyRefusal.Network => $"The key may not be used from this address. {Admin} to allow it, or use the key where it is allowed.",
        _ => $"The key is not valid here. {Ask}",
    };

    /// <summary>The same for the log.</summary>
    public static string Reason(KeyRefusal? refusal) => refusal switch
    {
        null => "no key",
        KeyRefusal.Mistyped => "mistyped key",
        KeyRefusal.Revoked => "revoked key",
        KeyRefusal.UserDeleted => "key of a deleted user",
        KeyRefusal.TeamDeleted => "key of a deleted team",
        KeyRefusal.TenantDeleted => "key of a deleted tenant",
        KeyRefusal.Suspended => "suspended key",
        KeyRefusal.UserSuspended => "key of a suspended user",
        KeyRefusal.TeamSuspended => "key of a suspended team",
        KeyRefusal.TenantSuspended => "key of a suspended tenant",
        KeyRefusal.Replaced => "replaced key",
        KeyRefusal.Expired => "expired key",
        KeyRefusal.Network => "key from an address where it is not allowed",
        _ => "unknown key",
    };
}
