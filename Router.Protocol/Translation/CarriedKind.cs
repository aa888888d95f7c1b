namespace Router.Protocol.Translation;

/// <summary>What a carrier holds.</summary>
public enum CarriedKind
{
    /// <summary>Nothing beside the text of its thinking block.</summary>
    Text,

    /// <summary>The raw JSON array of <c>reasoning_details</c>.</summary>
    Details,

    /// <summary>The thought signature of the tool call, or the text, that follows.</summary>
    Signature,
}
