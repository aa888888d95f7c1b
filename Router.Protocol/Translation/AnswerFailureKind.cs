namespace Router.Protocol.Translation;

/// <summary>How an answer failed behind HTTP 200.</summary>
public enum AnswerFailureKind
{
    /// <summary>The provider told an error in its stream or body.</summary>
    Error,

    /// <summary>The stream ended without a finish reason and without <c>[DONE]</c>: never a normal end.</summary>
    Truncated,

    /// <summary>The bytes are no chat completion.</summary>
    NotAnAnswer,
}
