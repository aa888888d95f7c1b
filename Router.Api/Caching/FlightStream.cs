using System.Buffers;
using System.Collections.Immutable;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Api.Spend;
using Router.Api.Upstream.Failures;

namespace Router.Api.Caching;

/// <summary>Takes a relay's answer for all who share it. No client holds it back: a slow one reads later.</summary>
internal sealed class FlightStream(Flight flight, MessageExchange leader, CachePlan plan) : IClientStream
{
    private ArrayBufferWriter<byte> _written = new();

    public long Unflushed => _written.WrittenCount;

    /// <summary>The error that ended it; null for none.</summary>
    public ClientAnswer? Error { get; private set; }

    public ValueTask CommitAsync(MessageExchange exchange, ImmutableArray<KeyValuePair<string, string>> passed, string? contentType)
    {
        flight.Begin(new FlightHead(exchange.Target!, passed, contentType, plan.IsOf(exchange)));
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames, ReadOnlyMemory<byte> second = default, ReadOnlyMemory<byte> third = default)
    {
        _written.Write(frames.Span);
        _written.Write(second.Span);
        _written.Write(third.Span);
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync()
    {
        if (_written.WrittenCount > 0)
        {
            bool isEnd = leader.Bill is { IsSettled: true };
            try
            {
                flight.Add(new FlightPart(_written.WrittenMemory, isEnd, isEnd ? BilledTokens.Reported(leader.Usage) : default));
            }
            catch (OverlongAnswerException exception)
            {
                Error = ClientAnswer.Of(RouterError.Of(StatusCodes.Status502BadGateway, $"{exception.Message} Send the request with \"x-router-cache: off\"."));
                throw;
            }

            _written = new ArrayBufferWriter<byte>();
        }

        return ValueTask.CompletedTask;
    }

    public async Task FailAsync(MessageExchange exchange, ClientAnswer answer)
    {
        await FlushAsync();
        Error = answer;
    }
}
