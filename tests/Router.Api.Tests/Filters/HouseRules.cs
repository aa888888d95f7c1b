using System.Collections.Concurrent;
using System.Text;
using Router.Api.Filters;

namespace Router.Api.Tests.Filters;

/// <summary>Keeps a word inside the house, asks for English, and adds up what each user's messages cost in tokens.</summary>
public sealed class HouseRules : IMessageFilter
{
    private readonly ConcurrentDictionary<string, long> _tokens = new(StringComparer.Ordinal);

    public long TokensOf(string user) => _tokens.GetValueOrDefault(user);

    public ValueTask<FilterVerdict> BeforeAttemptAsync(FilteredMessage message, CancellationToken clientGone)
    {
        if (message.Body.Span.IndexOf("Project Heron"u8) >= 0 && message.Target.Provider.Name != "local")
        {
            return ValueTask.FromResult(FilterVerdict.Refuse(403, "Project Heron stays in the house: choose the model \"local\"."));
        }

        if (message.Principal.Team != "english")
        {
            return ValueTask.FromResult(FilterVerdict.Pass);
        }

        string body = Encoding.UTF8.GetString(message.Body.Span);
        return ValueTask.FromResult(FilterVerdict.Replace(Encoding.UTF8.GetBytes(body.Insert(body.IndexOf('{', StringComparison.Ordinal) + 1, "\"system\":\"Answer in English.\","))));
    }

    public ValueTask EndedAsync(MessageOutcome outcome)
    {
        _tokens.AddOrUpdate(outcome.Principal.User, outcome.Usage.Output, (_, sum) => sum + outcome.Usage.Output);
        return ValueTask.CompletedTask;
    }
}
