using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Router.Api.Auth;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Configuration.Secrets;

namespace Router.Api.CountTokens;

/// <summary>
/// Lets a provider count, once for equal questions: those under way are joined, answers are kept for some minutes. Null wherever the provider
/// gives no count.
/// </summary>
internal sealed class UpstreamCounter(CountRequest request, CandidateList list, GateEntrance entrance) : IDisposable
{
    private const int MostAnswers = 2000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = MostAnswers });
    private readonly ConcurrentDictionary<string, Lazy<Task<UpstreamCount?>>> _flights = new(StringComparer.Ordinal);

    public async Task<UpstreamCount?> CountAsync(MessageExchange exchange)
    {
        if (await list.ForAsync(exchange, []) is not [var candidate, ..])
        {
            return null;
        }

        exchange.Target = candidate.Target;
        if (!request.MayAsk(candidate))
        {
            return null;
        }

        string key = KeyOf(exchange, candidate);
        if (_answers.TryGetValue(key, out UpstreamCount? known))
        {
            return known;
        }

        var asking = new Lazy<Task<UpstreamCount?>>(() => FlyAsync(key, exchange, candidate));
        return await _flights.GetOrAdd(key, asking).Value.WaitAsync(exchange.ClientGone);
    }

    public void Dispose() => _answers.Dispose();

    private async Task<UpstreamCount?> FlyAsync(string key, MessageExchange exchange, Candidate candidate)
    {
        try
        {
            // A flight outlives the client that began it: before anything is waited for it has a copy of that client's bytes and headers.
            using HttpRequestMessage message = request.Create(exchange, candidate);
            if (!await entrance.EnterToCountAsync(exchange, candidate))
            {
                return null;
            }

            UpstreamCount? count = null;
            var report = new AttemptReport(AttemptOutcome.Abandoned, 0);
            try
            {
                (count, report) = await request.SendAsync(candidate, message);
            }
            finally
            {
                await entrance.LeaveAsync(candidate, report);
            }

            if (count is { Refusal: null })
            {
                _answers.Set(key, count, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
            }

            return count;
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }

    /// <summary>Equal questions of one key; with keys of their own two users' questions are not each other's.</summary>
    private static string KeyOf(MessageExchange exchange, Candidate candidate)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string own = candidate.Credential.Kind == SecretKind.Client ? RequestKeys.OwnOf(exchange.Context.Request.Headers, exchange.Snapshot.Keys)?.Value ?? "" : "";
        hash.AppendData(Encoding.UTF8.GetBytes($"{exchange.Principal.KeyId}\n{candidate.Target}\n{own}\n{exchange.Context.Request.Headers["anthropic-beta"]}\n"));
        hash.AppendData(exchange.Body.Span);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
