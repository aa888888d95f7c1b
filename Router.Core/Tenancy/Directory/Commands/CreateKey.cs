namespace Router.Core.Tenancy.Directory;

/// <summary>Makes a key. Its secret is made and hashed by <see cref="KeyIssuer"/>, next to whom it is shown to.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user.</param>
/// <param name="Id">Its id, see <see cref="KeyText"/>.</param>
/// <param name="Settings">What can be changed later.</param>
/// <param name="Hash">The keyed hash of its secret.</param>
public sealed record CreateKey(string Tenant, string User, string Id, KeySettings Settings, KeyHash Hash) : DirectoryCommand;
