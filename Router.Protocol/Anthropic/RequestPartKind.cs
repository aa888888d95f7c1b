namespace Router.Protocol.Anthropic;

/// <summary>The parts of a Messages request that are read again after its head.</summary>
public enum RequestPartKind
{
    /// <summary>One of <c>messages</c>.</summary>
    Message,

    /// <summary>The value of <c>system</c>.</summary>
    System,

    /// <summary>The value of <c>tools</c>.</summary>
    Tools,

    /// <summary>The value of <c>output_config</c> or <c>output_format</c>, which the model sees as JSON.</summary>
    Format,

    /// <summary>The value of <c>metadata</c>.</summary>
    Metadata,
}
