namespace Router.Protocol.Counting;

/// <summary>What a request's body says of its price.</summary>
/// <param name="Tokens">Its estimated input in tokens, ≥ 1.</param>
/// <param name="Marks">What it asks of the prompt cache.</param>
public readonly record struct RequestEstimate(long Tokens, CacheMarks Marks);
