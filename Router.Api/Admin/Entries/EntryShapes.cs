using System.Text.Json.Nodes;
using Router.Api.Admin.Routes;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Entries;

/// <summary>What entries look like in answers and bodies.</summary>
internal static class EntryShapes
{
    public static NamedShape Tenant { get; } = new("Tenant", Entry("tenant", "deleted", [("name", Shape.Text()), ("vault_fallback", Shape.Flag()), ("price_multiplier", Shape.Number()), .. Bounds()]));

    public static NamedShape Team { get; } = new("Team", Entry("team", "deleted", [("tenant", Shape.Text()), ("name", Shape.Text()), .. Bounds()]));

    public static NamedShape User { get; } = new("User", Entry(
        "user", "deleted", [("tenant", Shape.Text()), ("name", Shape.Text()), ("team", Shape.Text().OrNull()), ("role", Roles()), .. Bounds()]));

    public static NamedShape Key { get; } = new("Key", Entry("key", "revoked", KeyMembers()));

    /// <summary>A key in the answer that makes its secret; the secret is null when a creation is repeated.</summary>
    public static NamedShape NewKey { get; } = new("NewKey", Entry("key", "revoked", [.. KeyMembers(), ("secret", Shape.Text().OrNull())]));

    public static NamedShape TenantBody { get; } = new("TenantBody", Shape.Object([("id", Shape.Text()), .. TenantFields()]));

    public static NamedShape TenantChange { get; } = new("TenantChange", Shape.Object(TenantFields()));

    public static NamedShape TeamBody { get; } = new("TeamBody", Shape.Object(("id", Shape.Text()), ("tenant?", Shape.Text()), ("name?", Name()), Limits(), Budget()));

    public static NamedShape TeamChange { get; } = new("TeamChange", Shape.Object(("name?", Name()), Limits(), Budget()));

    public static NamedShape UserBody { get; } = new("UserBody", Shape.Object(
        ("id", Shape.Text()), ("tenant?", Shape.Text()), ("name?", Name()), ("team?", Name()), ("role?", Roles()), Limits(), Budget()));

    public static NamedShape UserChange { get; } = new("UserChange", Shape.Object(("name?", Name()), ("team?", Name()), ("role?", Roles()), Limits(), Budget()));

    public static NamedShape KeyBody { get; } = new("KeyBody", Shape.Object([("id?", Shape.Text()), ("tenant?", Shape.Text()), ("user", Shape.Text()), .. KeyFields()]));

    public static NamedShape KeyChange { get; } = new("KeyChange", Shape.Object(KeyFields()));

    public static NamedShape Overlap { get; } = new("Overlap", Shape.Object(("overlap?", Shape.Text())));

    private static JsonObject Entry(string type, string end, IEnumerable<(string, JsonObject)> own) => Shape.Object(
    [
        ("type", Shape.OneOf(type)),
        ("id", Shape.Text()),
        .. own,
        ("status", Shape.OneOf("active", "suspended", "closed", "expired", end)),
        ("status_reason", Shape.Text().OrNull()),
        ("source", Shape.OneOf("state", "router.json", "first start")),
        ("created_at", Shape.Time().OrNull()),
        ("changed_at", Shape.Time().OrNull()),
        ("version", Shape.Integer()),
    ]);

    private static IEnumerable<(string, JsonObject)> TenantFields() =>
        [("name?", Name()), ("vault_fallback?", Shape.Flag()), ("price_multiplier?", Shape.Number().OrNull()), Limits(), Budget()];

    private static IEnumerable<(string, JsonObject)> KeyMembers() =>
    [
        ("tenant", Shape.Text()),
        ("user", Shape.Text()),
        ("name", Shape.Text().OrNull()),
        ("expires_at", Shape.Time().OrNull()),
        ("models", Shape.List(Shape.Text())),
        ("providers", Shape.List(Shape.Text())),
        ("networks", Shape.List(Shape.Text())),
        .. Bounds(),
        ("old_secret_until", Shape.Time().OrNull()),
    ];

    private static IEnumerable<(string, JsonObject)> KeyFields() =>
    [
        ("name?", Name()),
        ("expires_at?", Shape.Time().OrNull()),
        ("models?", Shape.List(Shape.Text())),
        ("providers?", Shape.List(Shape.Text())),
        ("networks?", Shape.List(Shape.Text())),
        Limits(),
        Budget(),
    ];

    private static JsonObject Name() => Shape.Text().OrNull();

    private static JsonObject Roles() => Shape.OneOf(Enum.GetNames<Role>().Select(role => role.ToLowerInvariant()));

    private static IEnumerable<(string, JsonObject)> Bounds() => [("limits", LimitsOf("").OrNull()), ("budget", BudgetOf("").OrNull())];

    private static (string, JsonObject) Limits() => ("limits?", LimitsOf("?").OrNull());

    private static (string, JsonObject) Budget() => ("budget?", BudgetOf("?").OrNull());

    private static JsonObject LimitsOf(string mark) => Shape.Object(
        ($"requests_per_minute{mark}", Shape.Integer().OrNull()), ($"tokens_per_minute{mark}", Shape.Integer().OrNull()), ($"concurrency{mark}", Shape.Integer().OrNull()));

    private static JsonObject BudgetOf(string mark) => Shape.Object(
        ("usd", Shape.Number()), ("per", Shape.OneOf("day", "week", "month")), ($"soft_at{mark}", Shape.Between(1, 100).OrNull()));
}
