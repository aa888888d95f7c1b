namespace Router.Protocol.Anthropic;

/// <summary>The events of Anthropic's message stream, and what else can stand between them.</summary>
public enum StreamEventKind
{
    /// <summary>A frame without data: comments or blank lines.</summary>
    Comment,

    /// <summary>An event that this version does not know. New ones may appear at any time; they are passed on.</summary>
    Unknown,

    /// <summary><c>ping</c></summary>
    Ping,

    /// <summary><c>message_start</c></summary>
    MessageStart,

    /// <summary><c>content_block_start</c></summary>
    ContentBlockStart,

    /// <summary><c>content_block_delta</c></summary>
    ContentBlockDelta,

    /// <summary><c>content_block_stop</c></summary>
    ContentBlockStop,

    /// <summary><c>message_delta</c></summary>
    MessageDelta,

    /// <summary><c>message_stop</c></summary>
    MessageStop,

    /// <summary><c>error</c></summary>
    Error,
}
