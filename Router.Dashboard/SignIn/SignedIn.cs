using Router.Core.Tenancy;

namespace Router.Dashboard.SignIn;

/// <summary>Who is signed in.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="Caller">The one whom the key stands for now.</param>
internal sealed record SignedIn(string Session, Principal Caller);
