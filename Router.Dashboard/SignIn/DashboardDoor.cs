using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Router.Core.Tenancy;
using Router.Dashboard.Pages;
using Router.Dashboard.Visits;

namespace Router.Dashboard.SignIn;

/// <summary>Lets in who is signed in, and takes forms that carry their session's token.</summary>
internal sealed class DashboardDoor(SessionCookies cookies, FormTokens tokens, PageAnswers answers, TimeProvider clock)
{
    /// <summary>Forms are small.</summary>
    private const int LongestForm = 256 * 1024;

    /// <summary>The path below the dashboard's root.</summary>
    public static string PathOf(HttpContext context) => (context.Request.RouteValues["path"] as string ?? "").Trim('/');

    /// <summary>The view of somebody who is signed in; null when nobody is.</summary>
    public Visit? Visit(HttpContext context, string path) => cookies.Find(context) is { } session ? Visit(context, path, session.Caller, tokens.Of(session.Id)) : null;

    /// <summary>The view of somebody who is not signed in.</summary>
    public Visit Stranger(HttpContext context, string path) => Visit(context, path, Principal.Anonymous, tokens.Of(cookies.Visitor(context)));

    /// <summary>The same without forms, so that nothing is set in the browser.</summary>
    public Visit Outside(HttpContext context, string path) => Visit(context, path, Principal.Anonymous, token: "");

    /// <summary>The view of a page in answer to a form; null when nobody is signed in.</summary>
    /// <param name="context">The form's request.</param>
    /// <param name="address">Its address below the dashboard's root.</param>
    /// <param name="page">The page, its parameters behind it.</param>
    public Visit? Answer(HttpContext context, string address, string page)
    {
        string[] parts = page.Split('?', 2);
        return cookies.Find(context) is not { } session ? null : new Visit
        {
            Caller = session.Caller, Path = parts[0], Address = address, FormToken = tokens.Of(session.Id), Now = clock.GetUtcNow(), Theme = SessionCookies.ThemeOf(context),
            Query = Visits.Visit.Of(QueryHelpers.ParseQuery(parts.Length > 1 ? parts[1] : "")),
        };
    }

    /// <summary>The fields of a form that a page of this gateway made for this session; null when it is another's, which is answered.</summary>
    public async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LongestForm;
        }

        if (context.Request.HasFormContentType && await FormOfAsync(context) is { } form)
        {
            string? subject = cookies.Find(context)?.Id ?? cookies.KnownVisitor(context);
            if (subject is not null && tokens.Check(subject, form[FormTokens.Field]))
            {
                return form;
            }
        }

        Visit visit = Visit(context, PathOf(context)) ?? Stranger(context, PathOf(context));
        await answers.WriteAsync(context, visit, new PageView("Not taken", typeof(StalePage)) { IsAlone = true, Status = StatusCodes.Status400BadRequest });
        return null;
    }

    private static async Task<IFormCollection?> FormOfAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null; // more fields than any form of ours: not one of ours
        }
    }

    private Visit Visit(HttpContext context, string path, Principal caller, string token) => new()
    {
        Caller = caller, Path = path, Query = Visits.Visit.Of(context.Request.Query), FormToken = token, Now = clock.GetUtcNow(), Theme = SessionCookies.ThemeOf(context),
    };
}
