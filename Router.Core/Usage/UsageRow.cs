namespace Router.Core.Usage;

/// <summary>Usage of one group in one hour or day.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Name">The team, user, key and so on; empty for requests that name none, <see cref="UsageBook.Others"/> for those that are not told apart.</param>
/// <param name="Sum">The usage.</param>
public sealed record UsageRow(DateTimeOffset Start, string Tenant, string Name, UsageSum Sum);
