using System.Collections.Concurrent;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Core.Routing;

namespace Router.Api.Health;

/// <summary>How each provider has done lately, for the operator.</summary>
internal sealed class ProviderBoard
{
    private readonly ConcurrentDictionary<string, ProviderRecord> _records = new(StringComparer.Ordinal);

    public ProviderRecord Of(string provider) => _records.GetValueOrDefault(provider) ?? new ProviderRecord();

    /// <summary>An answer reached the client; when it broke off behind content, that is a failure of the provider all the same.</summary>
    public void RecordAnswer(Target target, MessageEnding ending, DateTimeOffset now)
    {
        if (ending is MessageEnding.Complete or MessageEnding.Stopped)
        {
            Change(target.Provider.Name, record => record with { Answers = record.Answers + 1, LastAnswer = now });
        }
        else
        {
            Fail(target.Provider.Name, $"{ending} behind content", now);
        }
    }

    public void RecordFailure(UpstreamFailure failure, DateTimeOffset now) =>
        Fail(failure.Target.Provider.Name, $"{failure.Kind}{(failure.Status > 0 ? $" {failure.Status}" : "")}: {failure.Detail}", now);

    private void Fail(string provider, string error, DateTimeOffset now) =>
        Change(provider, record => record with { Failures = record.Failures + 1, LastFailure = now, LastError = error });

    private void Change(string provider, Func<ProviderRecord, ProviderRecord> next) =>
        _records.AddOrUpdate(provider, _ => next(new ProviderRecord()), (_, record) => next(record));
}
