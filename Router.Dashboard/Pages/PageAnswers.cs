using System.Text;
using Microsoft.AspNetCore.Http;
using Router.Dashboard.Visits;

namespace Router.Dashboard.Pages;

/// <summary>Writes pages. Every answer forbids what a page does not need.</summary>
internal sealed class PageAnswers(PageRenderer renderer)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task WriteAsync(HttpContext context, Visit visit, PageView view)
    {
        byte[] page = Encoding.UTF8.GetBytes(await renderer.PageAsync(visit, view));
        HttpResponse response = context.Response;
        response.StatusCode = view is { Status: StatusCodes.Status200OK, Found.IsMissing: true } ? StatusCodes.Status404NotFound : view.Status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        Guard(response);
        await response.Body.WriteAsync(page, context.RequestAborted);
    }

    /// <summary>Leads the browser on with GET.</summary>
    public static void Lead(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        Guard(context.Response);
    }

    /// <summary>The headers of every answer. A referrer stays within the origin; without any, browsers would send forms with Origin: null.</summary>
    public static void Guard(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
