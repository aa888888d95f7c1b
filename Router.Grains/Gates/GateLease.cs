using Router.Core.Admission;

namespace Router.Grains.Gates;

/// <summary>Permits that a node may hand out by itself.</summary>
/// <param name="Id">The permit of the gate that stands for all of them.</param>
/// <param name="Requests">How many.</param>
/// <param name="Tokens">What they may borrow together, <see cref="Unlimited"/> where nobody limits tokens.</param>
public sealed record GateLease(PermitId Id, int Requests, long Tokens)
{
    /// <summary>Nobody limits tokens.</summary>
    public const long Unlimited = long.MaxValue;
}
