namespace Router.Fleet.Gates;

/// <summary>A permit of a lease that is under way.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Tokens">What it borrowed.</param>
/// <param name="Number">Its place in the lease, from 1.</param>
internal sealed record LeasedPermit(LocalLease Lease, long Tokens, int Number);
