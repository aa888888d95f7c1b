using System.Diagnostics;
using System.Globalization;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.Routing;
using Router.Protocol.Anthropic;

namespace Router.Api.Telemetry;

/// <summary>One message from its arrival to its end.</summary>
internal sealed class MessageRecord(RouterTelemetry telemetry, HttpContext context, long arrived, TimeProvider clock, Activity? span) : IDisposable
{
    private bool _routed;

    /// <summary>It has been routed and is over.</summary>
    public void Ended(MessageExchange exchange)
    {
        _routed = true;
        telemetry.Messages.Record(exchange, arrived);
        if (span is { IsAllDataRequested: true })
        {
            Describe(span, exchange);
        }
    }

    public void Dispose()
    {
        telemetry.MessageOver();
        if (!_routed && span is { IsAllDataRequested: true } && context.Features.Get<RouterError>() is { } error)
        {
            span.SetTag(AttributeNames.Operation, SpanNames.Chat);
            span.SetTag(AttributeNames.RequestId, context.TraceIdentifier);
            span.SetTag(AttributeNames.ErrorType, error.Status.ToString(CultureInfo.InvariantCulture));
            span.SetStatus(ActivityStatusCode.Error);
        }

        span?.Dispose();
    }

    private void Describe(Activity span, MessageExchange exchange)
    {
        string model = RouterHeaders.Clean(exchange.Request.Model);
        span.DisplayName = $"{SpanNames.Chat} {model}";
        span.SetTag(AttributeNames.Operation, SpanNames.Chat);
        span.SetTag(AttributeNames.RequestModel, model);
        span.SetTag(AttributeNames.RequestStream, exchange.Request.Stream);
        span.SetTag(AttributeNames.RequestMaxTokens, exchange.Request.MaxTokens);
        span.SetTag(AttributeNames.RequestId, context.TraceIdentifier);
        span.SetTag(AttributeNames.Ending, LabelWords.Of(exchange.Ending));
        span.SetTag(AttributeNames.Status, context.Response.StatusCode);
        span.SetTag(AttributeNames.Attempts, exchange.Attempts);
        span.SetTag(AttributeNames.Cache, LabelWords.Of(exchange.Cache));
        if (exchange.Target is { } target)
        {
            Describe(span, target, exchange);
        }

        if (exchange.Notes.Codes.Count > 0)
        {
            span.SetTag(AttributeNames.Notes, string.Join(',', exchange.Notes.Codes));
        }

        DescribeUsage(span, exchange.Usage);
        if (exchange.FirstContent > 0)
        {
            TimeSpan first = clock.GetElapsedTime(arrived, exchange.FirstContent);
            span.AddEvent(new ActivityEvent(SpanNames.FirstContent, new DateTimeOffset(span.StartTimeUtc) + first));
            span.SetTag(AttributeNames.ResponseTimeToFirstChunk, exchange.Request.Stream ? first.TotalSeconds : null);
        }

        // A client that leaves, as people do, is no error of anybody's.
        if (ErrorTypes.Of(exchange) is { } error && exchange.Ending != MessageEnding.ClientLeft)
        {
            span.SetTag(AttributeNames.ErrorType, error);
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static void Describe(Activity span, Target target, MessageExchange exchange)
    {
        span.SetTag(AttributeNames.ProviderKind, ProviderKinds.Of(target.Provider));
        span.SetTag(AttributeNames.Provider, target.Provider.Name);
        if (exchange.Ending is not MessageEnding.Failed)
        {
            span.SetTag(AttributeNames.ResponseModel, RouterHeaders.Clean(target.Model));
        }
    }

    private static void DescribeUsage(Activity span, MessageUsage usage)
    {
        if (usage != default)
        {
            span.SetTag(AttributeNames.InputTokens, usage.Input + usage.CacheRead + usage.CacheWrite);
            span.SetTag(AttributeNames.OutputTokens, usage.Output);
            span.SetTag(AttributeNames.CacheReadTokens, usage.CacheRead);
            span.SetTag(AttributeNames.CacheWriteTokens, usage.CacheWrite);
        }
    }
}
