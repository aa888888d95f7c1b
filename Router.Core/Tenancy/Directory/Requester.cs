namespace Router.Core.Tenancy.Directory;

/// <summary>Who asked for a change, for the audit trail. It is kept in the change's own record: a crash leaves both or neither.</summary>
/// <param name="Tenant">The tenant of who asked.</param>
/// <param name="User">Who asked.</param>
/// <param name="Key">The id of his key.</param>
/// <param name="Request">The id of the request.</param>
/// <param name="Address">Where it came from; null when that is unknown.</param>
public sealed record Requester(string Tenant, string User, string Key, string Request, string? Address);
