namespace Router.Core.Configuration;

/// <summary>Who waits for a place within a provider's limits.</summary>
/// <param name="Length">Requests that may wait at one gate, 0 to 100,000. Default 1,000.</param>
/// <param name="Wait">How long one may wait, 0 to 10 minutes. Default 60 s. Behind it the client gets a 429 with the time to come back.</param>
public sealed record QueueConfig(int Length, TimeSpan Wait)
{
    /// <summary>What holds where nothing is configured.</summary>
    public static QueueConfig Default { get; } = new(1000, TimeSpan.FromSeconds(60));
}
