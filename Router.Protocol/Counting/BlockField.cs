namespace Router.Protocol.Counting;

/// <summary>How a field of a message or content block is counted.</summary>
internal enum BlockField
{
    /// <summary>Text, or JSON.</summary>
    Value,

    /// <summary>The block's type.</summary>
    Type,

    /// <summary>Text or further blocks.</summary>
    Content,

    /// <summary>Where an image or document comes from; plain text in a search result.</summary>
    Source,

    /// <summary>The input of a call.</summary>
    Input,

    /// <summary>The call that a result answers.</summary>
    CallId,

    /// <summary>Identifiers, marks and opaque state, which models don't see as text.</summary>
    Opaque,
}
