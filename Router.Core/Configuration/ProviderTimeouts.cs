namespace Router.Core.Configuration;

/// <summary>How long a provider may be silent, each 10 ms to 24 h. There is no total limit on a healthy stream.</summary>
public sealed record ProviderTimeouts
{
    /// <summary>Opening the connection, TLS included. Default 5 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// From the request's start to the answer's status line and, for a stream, to its first content block; an answer in one piece gets five times
    /// as long. Default 120 s.
    /// </summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The longest silence inside an answer. Default 120 s.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(120);
}
