using System.Text.Json;
using Router.Api.Configuration;
using Router.Api.Doctor;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.Configuration;

namespace Router.Api.Admin.Providers;

/// <summary>
/// POST /admin/v1/providers/{name}/test: the doctor's checks of one provider, by the running gateway. The answer is 200 whatever the checks find;
/// <c>ok</c> says how they came out.
/// </summary>
internal sealed class ProviderTestEndpoint(ProviderCheckup checkup)
{
    public async Task HandleAsync(HttpContext context, RouterSnapshot snapshot)
    {
        if (ProviderName.Find(context, snapshot, out RouterError? error) is not { } provider)
        {
            await ErrorWriter.WriteAsync(context, error!);
            return;
        }

        (PooledBody? body, error) = await BodyReader.ReadAsync(context.Request, context.RequestAborted);
        using (body)
        {
            if (body is null)
            {
                await ErrorWriter.WriteAsync(context, error!);
            }
            else if (!ProviderTestBody.TryRead(body.Bytes, out ProbeRequest? request, out string? problem))
            {
                await ErrorWriter.WriteAsync(context, RouterError.Of(400, problem));
            }
            else
            {
                await TestAsync(context, snapshot, provider, request);
            }
        }
    }

    private async Task TestAsync(HttpContext context, RouterSnapshot snapshot, ProviderConfig provider, ProbeRequest request)
    {
        ProviderReport report = await checkup.RunAsync(snapshot, provider, request, found: null, context.RequestAborted);
        await ErrorWriter.WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(report, DoctorJson.Readable.ProviderReport));
    }
}
