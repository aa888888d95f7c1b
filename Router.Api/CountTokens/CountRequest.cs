using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Core.Configuration;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Api.CountTokens;

/// <summary>
/// One count_tokens request to a provider. Whatever goes wrong on its side is no count; one that turns out not to offer it is not asked again for
/// an hour.
/// </summary>
internal sealed partial class CountRequest(TimeProvider clock, ILogger<CountRequest> logger)
{
    private const int LongestAnswer = 64 * 1024;

    // Dozens of these wait at once in an editor: an estimate now is worth more than the number in half a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NotAskedAgain = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<ProviderConfig, long> _notOffering = new();

    public bool MayAsk(Candidate candidate)
    {
        ProviderConfig provider = candidate.Target.Provider;
        return provider.Style != ProviderStyle.OpenAi && provider.Path is null && !candidate.Client.IsDemo
            && !(_notOffering.TryGetValue(provider, out long until) && clock.GetTimestamp() < until);
    }

    public static HttpRequestMessage Create(MessageExchange exchange, Candidate candidate)
    {
        ProviderConfig provider = candidate.Target.Provider;
        var content = new ByteArrayContent(new EditedBody(exchange.Body, BodyEdits.ForCount(exchange, candidate.Target)).ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var message = new HttpRequestMessage(HttpMethod.Post, candidate.Client.CountUri(exchange.Context.Request.QueryString.Value))
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = content,
        };
        RequestHeaders.Fill(message.Headers, exchange.Context.Request.Headers, provider, candidate.Credential, exchange.Snapshot.Keys);
        return message;
    }

    public async Task<UpstreamCount?> SendAsync(Candidate candidate, HttpRequestMessage message)
    {
        using (message)
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
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException or InvalidDataException)
            {
                LogNoCount(candidate.Target.ToString(), exception.Message);
                return null;
            }
        }
    }

    private UpstreamCount? Read(Candidate candidate, HttpResponseMessage response, byte[] answer)
    {
        int status = (int)response.StatusCode;
        if (status is 404 or 405 or 501)
        {
            _notOffering[candidate.Target.Provider] = clock.GetTimestamp() + (long)(NotAskedAgain.TotalSeconds * clock.TimestampFrequency);
        }

        if (response.IsSuccessStatusCode && CountReader.TryRead(answer, out long tokens))
        {
            return new UpstreamCount(tokens, null);
        }

        LogNoCount(candidate.Target.ToString(), $"HTTP {status}");
        return status is 400 or 413
            ? new UpstreamCount(0, FailureAnswers.For(ErrorFailures.Of(candidate, response, answer, ResponseHeaders.Passed(response.Headers), clock.GetUtcNow())))
            : null;
    }

    [LoggerMessage(320, LogLevel.Debug, "{Target} gave no token count, so the gateway estimates: {Reason}")]
    private partial void LogNoCount(string target, string reason);
}
