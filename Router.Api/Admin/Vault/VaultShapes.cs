using System.Text.Json.Nodes;
using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Vault;

/// <summary>What entries of vaults look like in answers and bodies.</summary>
internal static class VaultShapes
{
    public static NamedShape Entry { get; } = new("VaultEntry", Shape.Object(
    [
        .. Path(),
        ("goes_to", Shape.Text()),
        ("providers", Shape.List(Shape.Text())),
        ("fingerprint", Shape.Text()),
        ("last_four", Shape.Text().OrNull()),
        ("old_secret_until", Shape.Time().OrNull()),
        ("used_at", Shape.Time().OrNull()),
        ("created_at", Shape.Time()),
        ("changed_at", Shape.Time()),
        ("version", Shape.Integer()),
    ]));

    public static NamedShape Deleted { get; } = new("DeletedVaultEntry", Shape.Object([.. Path(), ("status", Shape.OneOf("deleted"))]));

    public static NamedShape Body { get; } = new("VaultBody", Shape.Object(("provider", Shape.Text()), ("secret", Shape.Text())));

    public static NamedShape Rotation { get; } = new("VaultRotation", Shape.Object(("secret", Shape.Text()), ("overlap?", Shape.Text())));

    private static IEnumerable<(string, JsonObject)> Path() => [("type", Shape.OneOf("vault_entry")), ("id", Shape.Text()), ("tenant", Shape.Text()), ("user", Shape.Text().OrNull())];
}
