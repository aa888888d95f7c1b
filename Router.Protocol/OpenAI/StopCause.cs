namespace Router.Protocol.OpenAI;

/// <summary>Why a model stopped, whatever word its server has for it.</summary>
internal enum StopCause
{
    /// <summary>The model was done; whether it wants tools is told by the calls themselves.</summary>
    Done,

    /// <summary>The output limit was reached.</summary>
    Length,

    /// <summary>The context window was full.</summary>
    WindowFull,

    /// <summary>A filter stopped it.</summary>
    Filtered,

    /// <summary>The server had no room: it is an error, not an end.</summary>
    Overloaded,

    /// <summary>The server failed: it is an error, not an end.</summary>
    Failed,
}
