namespace Router.Protocol.Translation.Answers;

/// <summary>A tool call under way.</summary>
internal sealed class ToolCall(ToolInput input)
{
    /// <summary>The provider's index; null when it gave none.</summary>
    public long? Index { get; set; }

    /// <summary>The provider's id; null while it gave none.</summary>
    public string? ProviderId { get; set; }

    /// <summary>The provider's name, perhaps only its beginning; empty while none has come.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The thought signature that belongs to it.</summary>
    public string? Signature { get; set; }

    /// <summary>Its block was begun: name and id are fixed.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The number of the chunk that last said something about it.</summary>
    public long LastChunk { get; set; }

    public ToolInput Input { get; } = input;

    public TextDecoder Decoder { get; } = new();

    /// <summary>A name came: the whole, a repetition, everything so far, a further piece, or nothing.</summary>
    public void TakeName(string piece)
    {
        if (IsOpen || Input.HasStarted)
        {
            Name = Name.Length == 0 ? piece : Name;
            return;
        }

        Name = piece.StartsWith(Name, StringComparison.Ordinal) ? piece : Name + piece;
    }
}
