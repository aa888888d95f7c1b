namespace Router.Protocol.Anthropic;

/// <summary>What the relay needs to know of a message body, a <c>message_start</c>, a <c>message_delta</c> or an <c>error</c>.</summary>
public struct MessagePayload
{
    /// <summary>The top-level <c>type</c>: <c>message</c>, <c>message_start</c>, <c>error</c>, …; null when there is none.</summary>
    public string? Type { get; set; }

    /// <summary>Where the value of <c>model</c> (of the body, or of <c>message</c> inside a message_start) begins, quotes included; -1 when absent.</summary>
    public int ModelStart { get; set; }

    /// <summary>The length of the model's value in bytes, quotes included.</summary>
    public int ModelLength { get; set; }

    /// <summary>The usage, merged over what was known before: a reported number replaces, an absent one keeps.</summary>
    public MessageUsage Usage { get; set; }

    /// <summary>The <c>type</c> of an error payload, for example <c>overloaded_error</c>.</summary>
    public string? ErrorType { get; set; }

    /// <summary>The <c>message</c> of an error payload.</summary>
    public string? ErrorMessage { get; set; }
}
