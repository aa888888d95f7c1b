using Router.Api.Answers;
using Router.Api.Configuration;
using Router.Api.Messages;
using Router.Api.Telemetry;
using Router.Core.Routing;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic;

namespace Router.Api.CountTokens;

/// <summary>
/// POST /v1/messages/count_tokens. Asked of the provider where it counts, else estimated here: never 0, since the client takes any number of a
/// 2xx answer for true. An editor fires dozens of these at once, so equal ones share one answer.
/// </summary>
internal sealed class CountTokensEndpoint(UpstreamCounter upstream, TokenEstimates estimates, RouterTelemetry telemetry)
{
    public Task HandleAsync(HttpContext context, Principal principal, RouterSnapshot snapshot) => MessageIntake.TakeAsync(
        context,
        principal,
        snapshot,
        telemetry,
        MessageRequestReader.TryReadCount,
        (body, request, route) => CountAsync(new MessageExchange(context, snapshot, principal, body, request, route) { Arrived = 0 }));

    private async Task CountAsync(MessageExchange exchange)
    {
        UpstreamCount? counted = await upstream.CountAsync(exchange);
        telemetry.TokensCounted(exchange.Route.Targets[0], counted is null ? "estimate" : counted.Refusal is null ? "provider" : "refused");
        if (counted?.Refusal is { } refusal)
        {
            await refusal.WriteAsync(exchange.Context);
            return;
        }

        Target target = exchange.Target ??= exchange.Route.Targets[0];
        long tokens = counted?.Tokens ?? estimates.Corrected(estimates.InputOf(exchange), target);
        IHeaderDictionary headers = exchange.Context.Response.Headers;
        headers["x-router-provider"] = RouterHeaders.Clean(target.Provider.Name);
        headers["x-router-model"] = RouterHeaders.Clean(target.Model);
        if (counted is null)
        {
            headers["x-router-notes"] = "tokens-estimated";
        }

        await JsonAnswer.WriteAsync(exchange.Context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("input_tokens", tokens);
            json.WriteEndObject();
        });
    }
}
