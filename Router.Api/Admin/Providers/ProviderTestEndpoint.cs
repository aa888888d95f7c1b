using System.Text.Json;
using Router.Api.Configuration;
using Router.Api.Doctor;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.Configuration;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Providers;

/// <summary>
/// POST /admin/v1/providers/{name}/test: the doctor's checks of one provider, by the running gateway. The answer is 200 whatever the checks find;
/// <c>ok</c> says how they came out.
/// </summary>
internal sealed class ProviderTestEndpoint(ProviderCheckup checkup)
{
    public async Task HandleAsync(HttpContext context, Principal principal, RouterSnapshot snapshot)
    {
        if (principal.Kind != PrincipalKind.Admin)
        {
            await ErrorWriter.WriteAsync(context, RouterError.Of(403, "Testing a provider needs the admin key."));
            return;
        }

        string name = (string)context.Request.RouteValues["name"]!;
        if (snapshot.Config.FindProvider(name) is not { } provider)
        {
            await ErrorWriter.WriteAsync(context, RouterError.Of(404, $"There is no provider \"{name}\"; there are {string.Join(", ", snapshot.Config.Providers.Select(known => known.Name))}.") with { Reason = "unknown provider" });
            return;
        }

        (PooledBody? body, RouterError? error) = await BodyReader.ReadAsync(context.Request, context.RequestAborted);
        using (body)
        {
            if (body is null || !TryRead(body.Bytes, out ProbeRequest request, out error))
            {
                await ErrorWriter.WriteAsync(context, error!);
                return;
            }

            await TestAsync(context, snapshot, provider, request);
        }
    }

    private async Task TestAsync(HttpContext context, RouterSnapshot snapshot, ProviderConfig provider, ProbeRequest request)
    {
        ProviderReport report = await checkup.RunAsync(snapshot, provider, request, found: null, context.RequestAborted);
        await ErrorWriter.WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(report, DoctorJson.Readable.ProviderReport));
    }

    /// <summary>Reads <c>{"model": "…", "deep": true}</c>, both optional, or nothing at all.</summary>
    private static bool TryRead(ReadOnlyMemory<byte> body, out ProbeRequest request, out RouterError? error)
    {
        request = new ProbeRequest(null, false);
        error = null;
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return true;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                request = member switch
                {
                    { Name: "model", Value.ValueKind: JsonValueKind.String } => request with { Model = member.Value.GetString() },
                    { Name: "model", Value.ValueKind: JsonValueKind.Null } => request,
                    { Name: "deep", Value.ValueKind: JsonValueKind.True or JsonValueKind.False } => request with { Deep = member.Value.GetBoolean() },
                    { Name: "model" } => throw new JsonException("model: give the name of a model as text."),
                    { Name: "deep" } => throw new JsonException("deep: give true or false."),
                    _ => throw new JsonException("The body takes model and deep, and nothing else."),
                };
            }
        }
        catch (JsonException exception)
        {
            error = RouterError.Of(400, exception.LineNumber is null ? exception.Message : "The body is not valid JSON; send {\"model\": \"…\", \"deep\": false}, or nothing.");
        }
        catch (InvalidOperationException)
        {
            error = RouterError.Of(400, "The body must be a JSON object: {\"model\": \"…\", \"deep\": false}, or nothing.");
        }

        return error is null;
    }
}
