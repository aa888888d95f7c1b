namespace Router.Core.Tenancy.Directory;

/// <summary>Asks for a new key.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user.</param>
/// <param name="Settings">Name, end and rules.</param>
/// <param name="Id">Its id, for a request that may be repeated; null for a random one.</param>
public sealed record KeyOrder(string Tenant, string User, KeySettings Settings, string? Id = null)
{
    /// <summary>Who asks for it.</summary>
    public Requester? By { get; init; }
}
