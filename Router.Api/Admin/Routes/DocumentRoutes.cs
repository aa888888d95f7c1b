using Router.Api.Admin.Calls;
using Router.Api.Errors;

namespace Router.Api.Admin.Routes;

/// <summary>GET /admin/v1/openapi.json: the document of all routes, this one too.</summary>
internal sealed class DocumentRoutes(IServiceProvider services) : IAdminRoutes
{
    // The table is made of all parts, this one too, so it can be asked for only when somebody comes.
    private readonly Lazy<byte[]> _document = new(() => AdminDocument.Write(services.GetRequiredService<AdminRouteTable>().Routes));

    public IEnumerable<AdminRoute> Routes =>
        [AdminRoute.Get("openapi.json", operation: null, "This document.", AnswerAsync, new NamedShape("Document", Shape.AnyObject()))];

    private async Task<RouterError?> AnswerAsync(AdminCall call)
    {
        await ErrorWriter.WriteAsync(call.Context, StatusCodes.Status200OK, _document.Value);
        return null;
    }
}
