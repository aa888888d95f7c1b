using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;
using Router.Api.Upstream.Gates;
using Router.Api.Upstream.PassThrough;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Protocol.Anthropic;
using Router.Protocol.Images;
using Router.Protocol.Json;

namespace Router.Api.CountTokens;

/// <summary>
/// One count_tokens request to a provider. Whatever goes wrong on its side is no count; a model that turns out not to be counted is not asked about
/// again for an hour.
/// </summary>
internal sealed partial class CountRequest(SmallerImages images, TimeProvider clock, ILogger<CountRequest> logger)
{
    private const int LongestAnswer = 64 * 1024;

    // Dozens of these wait at once in an editor: an estimate now is worth more than the number in half a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NotAskedAgain = TimeSpan.FromHours(1);

    /// <summary>Models that are remembered not to be counted; with a <c>*</c> target their names are the clients' text.</summary>
    private const int MostTargets = 1000;

    // By model, not by provider: a 404 also says that there is no model of this name, and then the others are counted all the same.
    private readonly ConcurrentDictionary<(Uri BaseUrl, string Model), long> _notCounted = new();

    /// <summary>Whether the provider's dialect has a count, at an address that is known.</summary>
    public static bool IsKnownTo(Candidate candidate)
    {
        ProviderConfig provider = candidate.Target.Provider;
        return provider.Style != ProviderStyle.OpenAi && provider.Path is null && !candidate.Client.IsDemo;
    }

    public bool MayAsk(Candidate candidate) =>
        IsKnownTo(candidate) && !(_notCounted.TryGetValue(KeyOf(candidate), out long until) && clock.GetTimestamp() < until);

    public HttpRequestMessage Create(MessageExchange exchange, Candidate candidate)
    {
        ProviderConfig provider = candidate.Target.Provider;
        var content = new ByteArrayContent(new EditedBody(exchange.Body, BodyEdits.ForCount(exchange, candidate.Target, images)).ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var message = new HttpRequestMessage(HttpMethod.Post, candidate.Client.CountUri(exchange.Context.Request.QueryString.Value))
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = content,
        };
        PassThroughHeaders.Fill(message.Headers, exchange.Context.Request.Headers, candidate.Target, candidate.Credential, exchange.Snapshot.Keys);
        return message;
    }

    /// <summary>Asks.</summary>
    /// <returns>The count, or null; and what the candidate's gate should hear of it.</returns>
    public async Task<(UpstreamCount? Count, AttemptReport Report)> SendAsync(Candidate candidate, HttpRequestMessage message)
    {
        using var watch = new SilenceWatch(clock, CancellationToken.None);
        watch.AwaitAnswer(Patience);
        try
        {
            using HttpResponseMessage response = await candidate.Client.SendAsync(message, watch.Token);
            await using Stream body = await ResponseBody.OpenAsync(response.Content, watch.Token);
            byte[] answer = (await ResponseBody.ReadAsync(body, watch, LongestAnswer)).WrittenSpan.ToArray();
            return Read(candidate, response, answer);
        }
        catch (Exception exception) when (BrokenAnswer.Causes(exception))
        {
            LogNoCount(candidate.Target.ToString(), exception.Message);
            // Five seconds are this gateway's patience and no failure of the provider.
            return (null, new AttemptReport(watch.Expired ? AttemptOutcome.Abandoned : AttemptOutcome.Failed, 0));
        }
    }

    private static (Uri, string) KeyOf(Candidate candidate) => (candidate.Target.Provider.BaseUrl, candidate.Target.Model);

    private (UpstreamCount?, AttemptReport) Read(Candidate candidate, HttpResponseMessage response, byte[] answer)
    {
        int status = (int)response.StatusCode;
        if (status is 404 or 405 or 501)
        {
            if (_notCounted.Count >= MostTargets)
            {
                _notCounted.Clear();
            }

            _notCounted[KeyOf(candidate)] = clock.GetTimestamp() + (long)(NotAskedAgain.TotalSeconds * clock.TimestampFrequency);
        }

        if (response.IsSuccessStatusCode && CountReader.TryRead(answer, out long tokens))
        {
            return (new UpstreamCount(tokens, null), new AttemptReport(AttemptOutcome.Answered, 0));
        }

        LogNoCount(candidate.Target.ToString(), $"HTTP {status}");
        UpstreamFailure failure = ErrorFailures.Of(candidate, response, answer, ResponseHeaders.Passed(response.Headers), clock.GetUtcNow());
        return (status is 400 or 413 ? new UpstreamCount(0, FailureAnswers.For(failure)) : null, GateReports.Of(failure));
    }

    [LoggerMessage(320, LogLevel.Debug, "{Target} gave no token count, so the gateway estimates: {Reason}")]
    private partial void LogNoCount(string target, string reason);
}
