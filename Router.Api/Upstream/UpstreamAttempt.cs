using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Router.Api.Filters;
using Router.Api.Messages;
using Router.Api.Telemetry;
using Router.Api.Upstream.Failures;
using Router.Core.Configuration;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Api.Upstream;

/// <summary>One attempt at one target: send, wait, relay. Every way to fail before content is a value.</summary>
internal sealed class UpstreamAttempt(
    MessageFilters filters, Dialects dialects, StreamRelay streams, BodyRelay bodies, RouterTelemetry telemetry, IServer server, TimeProvider clock, WireLog wire)
{
    private const int LongestError = 1 << 20;

    /// <summary>A request longer than this may have been refused for its length, in bytes.</summary>
    private const int LeastUpload = 1 << 20;

    /// <summary>
    /// An answer in one piece has its status line only when it is complete, so it may take this many times the first-byte timeout: with
    /// 120 s as long as Anthropic's own clients wait.
    /// </summary>
    private const int WholeAnswerFactor = 5;

    /// <returns>Null when the client got its answer, whole or with an error event behind content.</returns>
    public async Task<UpstreamFailure?> RunAsync(MessageExchange exchange, Candidate candidate)
    {
        if (HopMarker.IsOwnAddress(candidate.Target.Provider.BaseUrl, server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []))
        {
            using AttemptRecord record = telemetry.StartAttempt(exchange, candidate);
            return record.Ended(new UpstreamFailure(FailureKind.Loop, candidate.Target, $"{candidate.Target.Provider.BaseUrl} is this gateway"));
        }

        if (await filters.BeforeAttemptAsync(exchange, candidate.Target) is { } refusal)
        {
            exchange.Attempts--; // nothing was sent
            return refusal;
        }

        exchange.AttemptStarted = clock.GetTimestamp();
        using var watch = new SilenceWatch(clock, exchange.ClientGone);
        return await SendAsync(exchange, candidate, watch, ThinkingEdits.Find(exchange.Body.Span, candidate.Repair));
    }

    /// <summary>
    /// When the history holds thinking of another provider, or lacks what this one wants to see: whether the message can go there again with that
    /// mended. The next attempt does so.
    /// </summary>
    public static bool TryMend(MessageExchange exchange, Candidate candidate, UpstreamFailure failure)
    {
        ProviderStyle style = candidate.Target.Provider.Style;
        ThinkingRepair needed = candidate.Repair | ThinkingRefusal.NeededAfter(failure, style);
        if (needed == candidate.Repair || candidate.Repairs >= ThinkingRefusal.Repairs(style)
            || ThinkingEdits.Find(exchange.Body.Span, needed).SequenceEqual(ThinkingEdits.Find(exchange.Body.Span, candidate.Repair)))
        {
            return false;
        }

        (candidate.Repair, candidate.Repairs) = (needed, candidate.Repairs + 1);
        return true;
    }

    private async Task<UpstreamFailure?> SendAsync(MessageExchange exchange, Candidate candidate, SilenceWatch watch, IReadOnlyList<BodyEdit> edits)
    {
        using AttemptRecord record = telemetry.StartAttempt(exchange, candidate);
        (OutgoingMessage? outgoing, UpstreamFailure? failure) = await dialects.PrepareAsync(exchange, candidate, edits);
        if (outgoing is null)
        {
            return record.Ended(failure);
        }

        await using (outgoing)
        {
            return record.Ended(await SendAsync(exchange, candidate, watch, outgoing));
        }
    }

    private async Task<UpstreamFailure?> SendAsync(MessageExchange exchange, Candidate candidate, SilenceWatch watch, OutgoingMessage outgoing)
    {
        bool answering = false;
        try
        {
            using HttpRequestMessage request = CreateRequest(outgoing);
            watch.AwaitAnswer(Patience(exchange, candidate.Target.Provider.Timeouts));
            exchange.IsAnsweredHere = outgoing.KnownAnswer is not null;
            wire.Sending(exchange, candidate, request);
            using HttpResponseMessage response = outgoing.KnownAnswer ?? await candidate.Client.SendAsync(request, watch.Token);
            wire.Answered(exchange, candidate, response);
            answering = true;
            watch.AwaitContent(candidate.Target.Provider.Timeouts.Idle);
            await using Stream body = await ResponseBody.OpenAsync(response.Content, watch.Token);
            if (!response.IsSuccessStatusCode)
            {
                byte[] error = (await ResponseBody.ReadAsync(body, watch, LongestError)).WrittenSpan.ToArray();
                return ErrorFailures.Of(candidate, response, error, outgoing.PassedHeaders(response.Headers), clock.GetUtcNow());
            }

            string? contentType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
            return contentType switch
            {
                "text/event-stream" when exchange.Stream is not null => await streams.RunAsync(exchange, candidate, outgoing, response, body, watch),
                "application/json" or null => await bodies.RunAsync(exchange, candidate, outgoing, response, body, watch),
                _ => new UpstreamFailure(FailureKind.NotAnAnswer, candidate.Target, $"HTTP {(int)response.StatusCode} with content type {contentType}"),
            };
        }
        catch (Exception exception) when (BrokenAnswer.Causes(exception))
        {
            exchange.ClientGone.ThrowIfCancellationRequested();
            return Failure(exception, candidate, watch, answering, outgoing.Content.Length);
        }
    }

    private static TimeSpan Patience(MessageExchange exchange, ProviderTimeouts timeouts) =>
        exchange.Stream is null ? timeouts.FirstByte * WholeAnswerFactor : timeouts.FirstByte;

    private static HttpRequestMessage CreateRequest(OutgoingMessage outgoing)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, outgoing.Address)
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = outgoing.Content,
        };
        outgoing.FillHeaders(request.Headers);
        return request;
    }

    private static UpstreamFailure Failure(Exception exception, Candidate candidate, SilenceWatch watch, bool answering, long requestLength)
    {
        FailureKind kind = (watch.Expired, answering) switch
        {
            (true, _) => watch.ExpiredKind,
            _ when requestLength > LeastUpload && (exception is UploadCutException || exception.InnerException is UploadCutException) => FailureKind.UploadCut,
            (false, true) => FailureKind.Cut,
            // A connect timeout is a cancellation that nobody asked for.
            _ => exception is OperationCanceledException or HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            }
                ? FailureKind.Unreachable
                : FailureKind.Cut,
        };
        return new UpstreamFailure(kind, candidate.Target, $"{exception.Message}{(exception.InnerException is { } inner ? $" ({inner.Message})" : "")}") { Limit = watch.ExpiredLimit, RequestLength = requestLength };
    }
}
