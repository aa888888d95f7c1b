namespace Router.Core.AdminContract.Acts;

/// <summary>Asks for a new key. Its secret is in the outcome, this once.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user.</param>
/// <param name="Fields">What is set.</param>
public sealed record MakeKey(string Tenant, string User, KeyFields Fields)
{
    /// <summary>Its id, for an order that may be repeated: the same again changes nothing and has no secret. Null for a random one.</summary>
    public string? Id { get; init; }
}
