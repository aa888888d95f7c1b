using Router.Api.Filters;

namespace Router.Api.Tests.Filters;

/// <summary>A filter that does what a test says, and keeps the first outcome.</summary>
internal sealed class ScriptedFilter(Func<FilteredMessage, FilterVerdict> verdict, bool throwsAtEnd = false) : IMessageFilter
{
    private readonly TaskCompletionSource<MessageOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<MessageOutcome> Outcome => _outcome.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public ValueTask<FilterVerdict> BeforeAttemptAsync(FilteredMessage message, CancellationToken clientGone) => ValueTask.FromResult(verdict(message));

    public ValueTask EndedAsync(MessageOutcome outcome)
    {
        _outcome.TrySetResult(outcome);
        return throwsAtEnd ? throw new InvalidOperationException("a mistake at the end") : ValueTask.CompletedTask;
    }
}
