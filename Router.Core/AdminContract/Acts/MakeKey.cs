namespace Router.Core.AdminContract.Acts;

/// <summary>Asks for a new key. Its secret is in the outcome, this once.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user.</param>
/// <param name="Fields">What is set.</param>
public sealed record MakeKey(string Tenant, string User, KeyFields Fields)
{
    /// <summary>Its id, for an order that may be repeated: the same again changes nothing and has no secret. Null for a random one.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// For an order that may be repeated without an id of one's own: the key's id is made of it. The same again from the same user changes nothing and has no
    /// secret, another order under it is refused. 1 to 255 characters; null for none.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}
