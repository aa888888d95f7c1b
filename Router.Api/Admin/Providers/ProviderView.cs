using System.Collections.Immutable;
using System.Text.Json;
using Router.Api.Answers;
using Router.Api.Configuration;
using Router.Api.Health;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Configuration;

namespace Router.Api.Admin.Providers;

/// <summary>A provider as operators see it.</summary>
internal sealed class ProviderView(IProviderGates gates, ProviderBoard board, DrainedProviders drained)
{
    public async Task AnswerAsync(HttpContext context, RouterSnapshot snapshot, ProviderConfig provider)
    {
        ImmutableArray<KeyValuePair<GateKey, GateStatus>> all = await gates.ListAsync();
        await JsonAnswer.WriteAsync(context, json => Write(json, snapshot, provider, all));
    }

    public void Write(Utf8JsonWriter json, RouterSnapshot snapshot, ProviderConfig provider, ImmutableArray<KeyValuePair<GateKey, GateStatus>> all)
    {
        KeyValuePair<GateKey, GateStatus>[] own = [.. all.Where(gate => gate.Key.Provider == provider.Name).OrderBy(gate => gate.Key.ToString(), StringComparer.Ordinal)];
        ProviderRecord record = board.Of(provider.Name);
        json.WriteStartObject();
        json.WriteString("name", provider.Name);
        json.WriteString("status", StatusOf(provider.Name, all));
        json.WriteBoolean("drained", drained.Contains(provider.Name));
        json.WriteNumber("credentials", snapshot.Providers[provider.Name].Credentials.Length);
        json.WriteNumber("answers", record.Answers);
        json.WriteNumber("failures", record.Failures);
        json.WriteString("last_error", record.LastError);
        json.WriteString("last_failure", record.LastFailure?.ToString("O"));
        json.WriteStartArray("gates");
        foreach ((GateKey key, GateStatus gate) in own)
        {
            Write(json, key, gate);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>In one word: drained, closed (every gate for messages), failing, unused or ok.</summary>
    public string StatusOf(string provider, ImmutableArray<KeyValuePair<GateKey, GateStatus>> all)
    {
        GateStatus[] own = [.. all.Where(gate => gate.Key.Provider == provider && gate.Key.Family != GateKeys.Counting).Select(gate => gate.Value)];
        ProviderRecord record = board.Of(provider);
        return drained.Contains(provider) ? "drained"
            : own.Length > 0 && own.All(gate => gate.Closed != RefusalReason.None) ? "closed"
            : record.IsFailing ? "failing"
            : record.LastAnswer is null ? "unused"
            : "ok";
    }

    private static void Write(Utf8JsonWriter json, GateKey key, GateStatus gate)
    {
        json.WriteStartObject();
        json.WriteString("credential", key.Credential);
        json.WriteString("family", key.Family);
        json.WriteString("closed", JsonNamingPolicy.SnakeCaseLower.ConvertName(gate.Closed.ToString()));
        json.WriteString("opens_at", gate.OpensAt?.ToString("O"));
        json.WriteNumber("under_way", gate.Permits);
        json.WriteNumber("waiting", gate.Waiting);
        json.WriteNumber("requests_last_minute", gate.RequestsUsed);
        json.WriteNumber("tokens_last_minute", gate.TokensUsed);
        WriteLimit(json, "learned_requests_per_minute", gate.LearnedRequests);
        WriteLimit(json, "learned_tokens_per_minute", gate.LearnedTokens);
        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, long? limit)
    {
        if (limit is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
