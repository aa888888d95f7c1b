using Microsoft.AspNetCore.Http;

namespace Router.Dashboard.Pages;

/// <summary>Tells people of errors that no page tells: a bug, a form that is too large, a page of another origin.</summary>
public interface IFailurePages
{
    /// <summary>Whether a request of the dashboard is a browser's that shows what it gets.</summary>
    bool IsFor(HttpContext context);

    /// <summary>Writes a page with the error.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="text">What is wrong and what to do.</param>
    Task WriteAsync(HttpContext context, int status, string text);
}
