using Router.Core.Tenancy;

namespace Router.Core.AdminContract.Events;

/// <summary>What happens from now on, as far as somebody may see it. One reader at a time; disposing it ends it.</summary>
public interface IEventFeed : IDisposable
{
    /// <summary>The next event; null when nothing happens in that time.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<AdminEvent?> NextAsync(TimeSpan patience, CancellationToken cancellation);

    /// <summary>Goes on as somebody whose key was looked at anew: his role may have changed.</summary>
    void Renew(Principal caller);
}
