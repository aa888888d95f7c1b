using System.Collections.Immutable;
using Router.Api.Caching;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Core.Routing;
using Router.Protocol.Anthropic;

namespace Router.Api.Filters;

/// <summary>Asks the registered filters. Whatever they throw ends here: their mistakes cost one message, never the gateway.</summary>
internal sealed partial class MessageFilters(IEnumerable<IMessageFilter> filters, ILogger<MessageFilters> logger)
{
    private readonly ImmutableArray<IMessageFilter> _filters = [.. filters];

    /// <summary>Asks them before an attempt; the body that they leave is the message's for this attempt.</summary>
    /// <returns>Why the message can't go on; null when it can.</returns>
    public ValueTask<UpstreamFailure?> BeforeAttemptAsync(MessageExchange exchange, Target target)
    {
        if (_filters.IsEmpty)
        {
            return ValueTask.FromResult<UpstreamFailure?>(null);
        }

        if (exchange.Foreseen is { } foreseen && foreseen.Target == target)
        {
            exchange.Foreseen = null;
            return ValueTask.FromResult(foreseen.Refusal);
        }

        return AskAsync(exchange, target);
    }

    /// <summary>Asks them before the response cache is asked; what they say stands for the first attempt, if that goes to this target.</summary>
    /// <returns>Why the message can't go on; null when it can.</returns>
    public async ValueTask<UpstreamFailure?> BeforeCacheAsync(MessageExchange exchange, Target target)
    {
        if (_filters.IsEmpty)
        {
            return null;
        }

        UpstreamFailure? refusal = await AskAsync(exchange, target);
        exchange.Foreseen = new ForeseenVerdict(target, refusal);
        return refusal;
    }

    /// <summary>Whether the message may have an answer that a target gave to another: they are asked for that target, unless they were, and must leave the body that was compared.</summary>
    public async ValueTask<bool> MayHaveAsync(MessageExchange exchange, CachePlan plan, Target target)
    {
        if (_filters.IsEmpty)
        {
            return true;
        }

        UpstreamFailure? refusal = exchange.Foreseen is { } foreseen && foreseen.Target == target ? foreseen.Refusal : await BeforeCacheAsync(exchange, target);
        return refusal is null && plan.IsOf(exchange);
    }

    /// <summary>Tells them how the message ended.</summary>
    public ValueTask EndedAsync(MessageExchange exchange) => _filters.IsEmpty ? ValueTask.CompletedTask : TellAsync(exchange);

    private async ValueTask<UpstreamFailure?> AskAsync(MessageExchange exchange, Target target)
    {
        exchange.RestoreBody();
        exchange.Foreseen = null;
        foreach (IMessageFilter filter in _filters)
        {
            try
            {
                FilterVerdict verdict = await filter.BeforeAttemptAsync(
                    new FilteredMessage(exchange.Context.TraceIdentifier, exchange.Principal, exchange.Request, exchange.Body, target), exchange.ClientGone);
                if (verdict.Status > 0)
                {
                    return new UpstreamFailure(FailureKind.FilterRefused, target, verdict.Words) { Status = verdict.Status };
                }

                if (verdict.Body is { } body)
                {
                    exchange.ReplaceBody(body, Check(exchange, body));
                }
            }
            catch (Exception exception)
            {
                exchange.ClientGone.ThrowIfCancellationRequested();
                LogFailed(exception, exchange.Context.TraceIdentifier, filter.GetType().Name);
                return new UpstreamFailure(FailureKind.FilterFailed, target, $"{filter.GetType().Name}: {exception.Message}");
            }
        }

        return null;
    }

    private async ValueTask TellAsync(MessageExchange exchange)
    {
        if (exchange.Context.Response.HasStarted && !exchange.ClientGone.IsCancellationRequested)
        {
            await exchange.Context.Response.CompleteAsync(); // the client has its answer, whatever filters still do
        }

        var outcome = new MessageOutcome(
            exchange.Context.TraceIdentifier, exchange.Principal, exchange.Request, exchange.Target, exchange.Ending, exchange.Context.Response.StatusCode,
            exchange.Attempts, exchange.Usage, exchange.Notes.Codes);
        foreach (IMessageFilter filter in _filters)
        {
            try
            {
                await filter.EndedAsync(outcome);
            }
            catch (Exception exception)
            {
                LogFailed(exception, exchange.Context.TraceIdentifier, filter.GetType().Name);
            }
        }
    }

    /// <summary>The head of a replaced body.</summary>
    /// <exception cref="InvalidOperationException">It is no request, or asks for something else than the client did.</exception>
    private static MessageRequest Check(MessageExchange exchange, ReadOnlyMemory<byte> body)
    {
        if (!MessageRequestReader.TryRead(body.Span, out MessageRequest? request, out RequestProblem? problem))
        {
            throw new InvalidOperationException($"The replaced body is no Messages request: {problem!.Field} {problem.Message}");
        }

        return request!.Model == exchange.Request.Model && request.Stream == exchange.Request.Stream
            ? request
            : throw new InvalidOperationException("The replaced body has another model or stream than the client asked for.");
    }

    [LoggerMessage(343, LogLevel.Error, "{RequestId} The filter {Filter} failed")]
    private partial void LogFailed(Exception exception, string requestId, string filter);
}
