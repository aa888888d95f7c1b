using Router.Core.Tenancy;

namespace Router.Dashboard.SignIn;

/// <summary>A session that is open.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Caller">The one whom its key stands for now.</param>
internal sealed record OpenSession(string Id, Principal Caller);
