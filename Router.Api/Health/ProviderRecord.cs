namespace Router.Api.Health;

/// <summary>What is known of a provider since the start.</summary>
internal sealed record ProviderRecord
{
    public long Answers { get; init; }

    public long Failures { get; init; }

    public DateTimeOffset? LastAnswer { get; init; }

    public DateTimeOffset? LastFailure { get; init; }

    /// <summary>The last failure in the provider's words.</summary>
    public string? LastError { get; init; }

    /// <summary>Whether the newest thing known is a failure.</summary>
    public bool IsFailing => LastFailure > (LastAnswer ?? DateTimeOffset.MinValue);
}
