namespace Router.Core.Tenancy.Directory;

/// <summary>A field that has another value, for the audit trail; never a secret.</summary>
/// <param name="Field">The field, as the admin API calls it: <c>limits.concurrency</c>.</param>
/// <param name="From">What it was; null when it was not set.</param>
/// <param name="To">What it is; null when it is not set.</param>
public sealed record FieldChange(string Field, string? From, string? To);
