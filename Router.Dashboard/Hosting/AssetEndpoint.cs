using Microsoft.AspNetCore.Http;
using Router.Dashboard.Layout;
using Router.Dashboard.Pages;

namespace Router.Dashboard.Hosting;

/// <summary>Serves the files that pages link to. Their names change with their content.</summary>
internal static class AssetEndpoint
{
    public static async Task WriteAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        if (AssetStore.Find((string)context.Request.RouteValues["name"]!) is not { } asset)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        PageAnswers.Guard(response);
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.ContentType = asset.Type;
        response.ContentLength = asset.Content.Length;
        await response.Body.WriteAsync(asset.Content, context.RequestAborted);
    }
}
