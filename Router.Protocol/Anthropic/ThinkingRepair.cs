namespace Router.Protocol.Anthropic;

/// <summary>What is done to the thinking in a conversation's history before a provider can take it.</summary>
[Flags]
public enum ThinkingRepair
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>redacted_thinking blocks that the gateway made go: no other provider can read them.</summary>
    DropCarriers = 1,

    /// <summary>All redacted_thinking blocks go.</summary>
    DropRedacted = 2,

    /// <summary>All thinking and redacted_thinking blocks go.</summary>
    DropAll = 4,

    /// <summary>Assistant messages with tool calls that have no thinking get an empty block of it in front.</summary>
    AddMissing = 8,
}
