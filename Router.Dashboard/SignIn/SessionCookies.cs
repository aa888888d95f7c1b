using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Router.Core.AdminContract;
using Router.Core.Tenancy;

namespace Router.Dashboard.SignIn;

/// <summary>
/// The dashboard's cookies. None names a path: browsers then send it back below the folder that set it, whatever prefix a proxy put before it, and never to
/// the rest of the gateway. For that to hold they are set by addresses directly below the dashboard's own.
/// </summary>
internal sealed class SessionCookies(SessionSeal seal, ISignIn signIn, DashboardKeys keys, TimeProvider clock)
{
    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Theme = "router-theme";
    private readonly string _session = $"router-session-{keys.Id}";
    private readonly string _visitor = $"router-visitor-{keys.Id}";

    /// <summary>Who is signed in; null when nobody is, or the session is over, or its key opens nothing any more.</summary>
    public OpenSession? Find(HttpContext context)
    {
        if (context.Request.Cookies[_session] is not { } text || seal.Open(text) is not { } ticket || ticket.Expires <= clock.GetUtcNow())
        {
            return null;
        }

        return signIn.Renew(ticket.Pass, context.Connection.RemoteIpAddress).Value is { } found ? new OpenSession(ticket.Id, found.Principal) : null;
    }

    /// <summary>Begins a session.</summary>
    public void Begin(HttpContext context, in KeyHash pass)
    {
        var ticket = new SessionTicket(NewId(), pass, clock.GetUtcNow() + Lifetime);
        context.Response.Cookies.Append(_session, seal.Seal(ticket), Options(context, Lifetime));
    }

    /// <summary>Ends it.</summary>
    public void End(HttpContext context) => context.Response.Cookies.Append(_session, "", Options(context, TimeSpan.Zero));

    /// <summary>Names whoever is not signed in, so that the forms that he gets are his.</summary>
    public string Visitor(HttpContext context)
    {
        if (KnownVisitor(context) is { } known)
        {
            return known;
        }

        string id = NewId();
        context.Response.Cookies.Append(_visitor, id, Options(context, lifetime: null));
        return id;
    }

    /// <summary>The name of whoever is not signed in; null when he was given none.</summary>
    public string? KnownVisitor(HttpContext context) =>
        context.Request.Cookies[_visitor] is { Length: 32 } id && id.All(char.IsAsciiHexDigitLower) ? id : null;

    /// <summary>light or dark; null for what the system says.</summary>
    public static string? ThemeOf(HttpContext context) => context.Request.Cookies[Theme] is "light" or "dark" ? context.Request.Cookies[Theme] : null;

    /// <summary>Chooses light or dark; null for what the system says.</summary>
    public static void SetTheme(HttpContext context, string? theme) =>
        context.Response.Cookies.Append(Theme, theme ?? "", Options(context, theme is null ? TimeSpan.Zero : TimeSpan.FromDays(365)));

    private static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        Path = null,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps || context.Request.Headers["X-Forwarded-Proto"] is ["https"],
        MaxAge = lifetime,
    };
}
