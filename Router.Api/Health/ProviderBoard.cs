using System.Collections.Concurrent;
using Router.Api.Upstream;

namespace Router.Api.Health;

/// <summary>How each provider has done lately, for the operator.</summary>
internal sealed class ProviderBoard
{
    private readonly ConcurrentDictionary<string, ProviderRecord> _records = new(StringComparer.Ordinal);

    public void Record(string provider, UpstreamFailure? failure, DateTimeOffset now) =>
        _records.AddOrUpdate(provider, _ => Next(new ProviderRecord(), failure, now), (_, record) => Next(record, failure, now));

    public ProviderRecord Of(string provider) => _records.GetValueOrDefault(provider) ?? new ProviderRecord();

    private static ProviderRecord Next(ProviderRecord record, UpstreamFailure? failure, DateTimeOffset now) => failure is null
        ? record with { Answers = record.Answers + 1, LastAnswer = now }
        : record with { Failures = record.Failures + 1, LastFailure = now, LastError = $"{failure.Kind}{(failure.Status > 0 ? $" {failure.Status}" : "")}: {failure.Detail}" };
}
