namespace Router.Core.AdminContract.Acts;

/// <summary>The configuration was loaded.</summary>
/// <param name="Hash">A hash of the file; empty without one.</param>
/// <param name="LoadedAt">When.</param>
public sealed record ConfigReloaded(string Hash, DateTimeOffset LoadedAt);
