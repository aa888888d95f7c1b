namespace Router.Core.Tenancy.Directory;

/// <summary>A secret that was replaced.</summary>
/// <param name="Hash">Its keyed hash.</param>
/// <param name="Until">It opens until then.</param>
public sealed record RetiredSecret(KeyHash Hash, DateTimeOffset Until);
