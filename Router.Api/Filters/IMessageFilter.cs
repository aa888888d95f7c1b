namespace Router.Api.Filters;

/// <summary>
/// The extension point for code of one's own: sees each message before it goes to a provider, may refuse it or replace its body, and sees how it ended.
/// Registered by <see cref="FilterServices.AddMessageFilter{T}"/> as one instance for all messages, so it must be safe for any number of them at once.
/// An exception in <see cref="BeforeAttemptAsync"/> ends the message with HTTP 500 and a line in the log; one in <see cref="EndedAsync"/> is only logged.
/// </summary>
public interface IMessageFilter
{
    /// <summary>Called before each attempt at a target, in the order of registration, always with the body that the client sent or the filter before made of it. With the response cache also for the target whose answer is given again.</summary>
    /// <param name="message">The message; its body is valid until the returned task ends.</param>
    /// <param name="clientGone">Cancelled when the client has left.</param>
    ValueTask<FilterVerdict> BeforeAttemptAsync(FilteredMessage message, CancellationToken clientGone) => ValueTask.FromResult(FilterVerdict.Pass);

    /// <summary>Called once, when the client has its answer or has left.</summary>
    /// <param name="outcome">How it ended.</param>
    ValueTask EndedAsync(MessageOutcome outcome) => ValueTask.CompletedTask;
}
