using System.Diagnostics;
using System.Diagnostics.Metrics;
using Router.Api.Messages;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Protocol.Anthropic;

namespace Router.Api.Telemetry;

/// <summary>What is measured when a message is over.</summary>
internal sealed class MessageMetrics(Meter meter, TimeProvider clock)
{
    private readonly Counter<long> _messages = meter.CreateCounter<long>(MetricNames.Messages, "{message}", "Messages that were routed, by how they ended.");
    private readonly Counter<long> _tokens = meter.CreateCounter<long>(MetricNames.Tokens, "{token}", "Tokens that providers reported, each counted once.");

    private readonly Histogram<double> _duration = meter.CreateHistogram(
        MetricNames.OperationDuration, "s", "From a message's arrival to its end, all attempts included.", tags: null, Buckets.Operation);

    private readonly Histogram<double> _firstChunk = meter.CreateHistogram(
        MetricNames.TimeToFirstChunk, "s", "From a streamed message's arrival to its first content.", tags: null, Buckets.Operation);

    private readonly Histogram<long> _usage = meter.CreateHistogram(
        MetricNames.TokenUsage, "{token}", "Tokens a message, cached input included.", tags: null, Buckets.Tokens);

    /// <summary>Models as labels.</summary>
    public ModelLabels Models { get; } = new();

    public void Record(MessageExchange exchange, long arrived)
    {
        RouterConfig config = exchange.Snapshot.Config;
        Target target = exchange.Target ?? exchange.Route.Targets[0];
        if (exchange is { Ending: MessageEnding.Complete, IsAnsweredHere: false })
        {
            Models.Learn(config, exchange.Route.Model, exchange.Target!);
        }

        string asked = Models.Asked(config, exchange.Route);
        _messages.Add(1, new TagList
        {
            { AttributeNames.Ending, LabelWords.Of(exchange.Ending) },
            { AttributeNames.Status, exchange.Context.Response.StatusCode },
            { AttributeNames.Provider, target.Provider.Name },
            { AttributeNames.RequestModel, asked },
            { AttributeNames.Cache, LabelWords.Of(exchange.Cache) },
        });

        var labels = new TagList
        {
            { AttributeNames.Operation, SpanNames.Chat },
            { AttributeNames.ProviderKind, ProviderKinds.Of(target.Provider) },
            { AttributeNames.Provider, target.Provider.Name },
            { AttributeNames.RequestModel, asked },
        };
        if (exchange.Ending != MessageEnding.Failed)
        {
            labels.Add(AttributeNames.ResponseModel, Models.Served(config, target));
        }

        RecordTokens(exchange.Usage, labels);
        if (exchange.Stream is not null && exchange.FirstContent > 0)
        {
            _firstChunk.Record(clock.GetElapsedTime(arrived, exchange.FirstContent).TotalSeconds, labels);
        }

        if (ErrorTypes.Of(exchange) is { } error)
        {
            labels.Add(AttributeNames.ErrorType, error);
        }

        _duration.Record(clock.GetElapsedTime(arrived).TotalSeconds, labels);
    }

    private void RecordTokens(MessageUsage usage, TagList labels)
    {
        long input = usage.Input + usage.CacheRead + usage.CacheWrite;
        if (input + usage.Output == 0)
        {
            return; // none was reported
        }

        _usage.Record(input, With(labels, AttributeNames.TokenType, "input"));
        _usage.Record(usage.Output, With(labels, AttributeNames.TokenType, "output"));
        Count(usage.Input, "input", labels);
        Count(usage.Output, "output", labels);
        Count(usage.CacheRead, "cache_read", labels);
        Count(usage.CacheWrite, "cache_write", labels);
    }

    private void Count(long tokens, string kind, TagList labels)
    {
        if (tokens > 0)
        {
            _tokens.Add(tokens, With(labels, AttributeNames.TokenKind, kind));
        }
    }

    private static TagList With(TagList labels, string name, string value)
    {
        labels.Add(name, value);
        return labels;
    }
}
