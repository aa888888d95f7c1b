namespace Router.Api.Messages;

/// <summary>How a message ended, seen from the client.</summary>
public enum MessageEnding
{
    /// <summary>Not at an end yet.</summary>
    Open,

    /// <summary>A whole answer.</summary>
    Complete,

    /// <summary>An error before content: a real HTTP error, or an error event behind pings.</summary>
    Failed,

    /// <summary>The provider's own error event after content.</summary>
    ProviderError,

    /// <summary>The provider's connection ended after content.</summary>
    Cut,

    /// <summary>The provider fell silent after content.</summary>
    Silent,

    /// <summary>The gateway ended it: its budget has no room for more.</summary>
    Stopped,

    /// <summary>The client left first.</summary>
    ClientLeft,
}
