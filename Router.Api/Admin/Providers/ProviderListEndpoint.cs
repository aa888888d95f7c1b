using System.Collections.Immutable;
using Router.Api.Answers;
using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Core.Admission;
using Router.Core.Configuration;

namespace Router.Api.Admin.Providers;

/// <summary>GET /admin/v1/providers and /admin/v1/providers/{name}: how each provider does, gate by gate.</summary>
internal sealed class ProviderListEndpoint(IProviderGates gates, ProviderView view)
{
    public async Task ListAsync(HttpContext context, RouterSnapshot snapshot)
    {
        ImmutableArray<KeyValuePair<GateKey, GateStatus>> all = await gates.ListAsync();
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (ProviderConfig provider in snapshot.Config.Providers)
            {
                view.Write(json, snapshot, provider, all);
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", false);
            json.WriteEndObject();
        });
    }

    public async Task GetAsync(HttpContext context, RouterSnapshot snapshot)
    {
        if (ProviderName.Find(context, snapshot, out RouterError? error) is not { } provider)
        {
            await ErrorWriter.WriteAsync(context, error!);
            return;
        }

        await view.AnswerAsync(context, snapshot, provider);
    }
}
