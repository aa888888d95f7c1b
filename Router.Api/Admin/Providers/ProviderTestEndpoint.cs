using System.Text.Json;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Doctor;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.AdminContract.Checks;

namespace Router.Api.Admin.Providers;

/// <summary>
/// POST /admin/v1/providers/{name}/test: the doctor's checks of one provider, by the running gateway. The answer is 200 whatever the checks find;
/// <c>ok</c> says how they came out.
/// </summary>
internal sealed class ProviderTestEndpoint(IAdminApi api)
{
    public static NamedShape Body { get; } = new("ProviderTest", Shape.Object(("model?", Shape.Text()), ("deep?", Shape.Flag())));

    public static NamedShape Report { get; } = new("ProviderReport", Shape.Object(
        ("ok", Shape.Flag()),
        ("name", Shape.Text()),
        ("style", Shape.Text()),
        ("baseUrl", Shape.Text()),
        ("model", Shape.Text().OrNull()),
        ("checks", Shape.List(Shape.Object(
            ("name", Shape.Text()),
            ("status", Shape.Text()),
            ("text", Shape.Text()),
            ("hint", Shape.Text().OrNull()),
            ("milliseconds", Shape.Integer().OrNull()),
            ("credential", Shape.Integer().OrNull()))))));

    public async Task<RouterError?> HandleAsync(AdminCall call, AdminFields fields)
    {
        var order = new TestProvider(call.Name) { Model = fields.Text("model"), Deep = fields.Flag("deep") ?? false };
        if (fields.Error() is { } error)
        {
            return error;
        }

        AdminResult<ProviderReport> result = await api.TestProviderAsync(call.Caller, order, call.Context.RequestAborted);
        if (result.Value is not { } report)
        {
            return AdminErrors.Of(result.Problem!);
        }

        await ErrorWriter.WriteAsync(call.Context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(report, DoctorJson.Readable.ProviderReport));
        return null;
    }
}
