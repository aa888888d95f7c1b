using Router.Api.Answers;
using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.Routing;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic;

namespace Router.Api.CountTokens;

/// <summary>
/// POST /v1/messages/count_tokens. Asked of the provider where it counts, else estimated here: never 0, since the client takes any number of a
/// 2xx answer for true. An editor fires dozens of these at once, so equal ones share one answer.
/// </summary>
internal sealed class CountTokensEndpoint(UpstreamCounter upstream, TokenEstimates estimates)
{
    public async Task HandleAsync(HttpContext context, Principal principal, RouterSnapshot snapshot)
    {
        if (MessagesEndpoint.Refuse(context, principal) is { } refusal)
        {
            await ErrorWriter.WriteAsync(context, refusal);
            return;
        }

        (PooledBody? body, RouterError? error) = await BodyReader.ReadAsync(context.Request, context.RequestAborted);
        using (body)
        {
            if (body is null)
            {
                await ErrorWriter.WriteAsync(context, error!);
            }
            else if (!MessageRequestReader.TryReadCount(body.Bytes.Span, out MessageRequest? request, out RequestProblem? problem))
            {
                await ErrorWriter.WriteAsync(context, MessagesEndpoint.BadRequest(problem!));
            }
            else if (MessagesEndpoint.FindRoute(snapshot, principal, request!.Model, out error) is not { } route)
            {
                await ErrorWriter.WriteAsync(context, error!);
            }
            else
            {
                await CountAsync(new MessageExchange(context, snapshot, principal, body.Bytes, request, route) { Arrived = 0 });
            }
        }
    }

    private async Task CountAsync(MessageExchange exchange)
    {
        UpstreamCount? counted = await upstream.CountAsync(exchange);
        if (counted?.Refusal is { } refusal)
        {
            await refusal.WriteAsync(exchange.Context);
            return;
        }

        Target target = exchange.Route.Targets[0];
        exchange.Target = target;
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
