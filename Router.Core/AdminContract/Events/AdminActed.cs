namespace Router.Core.AdminContract.Events;

/// <summary>Somebody did something that stands in the audit trail.</summary>
/// <param name="Act">What.</param>
public sealed record AdminActed(AuditEntry Act) : AdminEvent(Act.At);
