using System.Text.Json;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Api.Doctor;
using Router.Api.Errors;

namespace Router.Api.Admin.Providers;

/// <summary>
/// POST /admin/v1/providers/{name}/test: the doctor's checks of one provider, by the running gateway. The answer is 200 whatever the checks find;
/// <c>ok</c> says how they came out.
/// </summary>
internal sealed class ProviderTestEndpoint(ProviderCheckup checkup)
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
        if (ProviderReader.Find(call.Principal, call.Snapshot, call.Name) is not { } provider)
        {
            return AdminErrors.Of(ProviderReader.Missing(call.Principal, call.Snapshot));
        }

        var request = new ProbeRequest(fields.Text("model"), fields.Flag("deep") ?? false);
        if (fields.Error() is { } error)
        {
            return error;
        }

        ProviderReport report = await checkup.RunAsync(call.Snapshot, provider, request, found: null, call.Context.RequestAborted);
        await ErrorWriter.WriteAsync(call.Context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(report, DoctorJson.Readable.ProviderReport));
        return null;
    }
}
