using Router.Api.Caching;
using Router.Api.Configuration;
using Router.Api.Filters;
using Router.Api.Spend;
using Router.Api.Telemetry;
using Router.Core.Spend;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic;

namespace Router.Api.Messages;

/// <summary>POST /v1/messages, streamed and not. The query is not looked at: Claude Code sends <c>?beta=true</c>.</summary>
internal sealed class MessagesEndpoint(CachedWalk walk, Billing billing, MessageFilters filters, MessageLog log, RouterTelemetry telemetry, TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context, Principal principal, RouterSnapshot snapshot)
    {
        long arrived = clock.GetTimestamp();
        using MessageRecord record = telemetry.StartMessage(context, arrived);
        await MessageIntake.TakeAsync(
            context, principal, snapshot, telemetry, MessageRequestReader.TryRead, (body, request, route) => SendAsync(context, principal, snapshot, body, request, route, arrived, record));
    }

    private async Task SendAsync(
        HttpContext context, Principal principal, RouterSnapshot snapshot, ReadOnlyMemory<byte> body, MessageRequest request, Route route, long arrived, MessageRecord record)
    {
        ClientStream? stream = request.Stream ? new ClientStream(context, clock, snapshot.Config.CommitAfter) : null;
        var exchange = new MessageExchange(context, snapshot, principal, body, request, route) { Arrived = arrived, Stream = stream };
        try
        {
            if (await billing.OpenAsync(exchange) is { } refusal)
            {
                exchange.Ending = MessageEnding.Failed;
                await billing.SettleAsync(exchange, SettlementKind.NotSent, refusal.Error.Status);
                await refusal.TellAsync(exchange);
            }
            else
            {
                await walk.RunAsync(exchange);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            exchange.Ending = MessageEnding.ClientLeft;
        }
        finally
        {
            await billing.SettleAsync(exchange, exchange.IsAsking ? SettlementKind.Cut : exchange.Attempts > 0 ? SettlementKind.Failed : SettlementKind.NotSent, StatusOf(context));
            log.Write(exchange);
            record.Ended(exchange);
            if (stream is not null)
            {
                await stream.DisposeAsync(); // no ping behind the end, however long a filter takes
            }

            await filters.EndedAsync(exchange);
        }
    }

    private static int StatusOf(HttpContext context) => context.Response.HasStarted ? context.Response.StatusCode : 0;
}
