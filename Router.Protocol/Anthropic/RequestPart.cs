namespace Router.Protocol.Anthropic;

/// <summary>Where a part of a Messages request stands in its body, so that nobody needs to walk over the body again to find it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where its JSON value begins, in bytes from the body's start.</param>
/// <param name="Length">The value's length in bytes.</param>
public readonly record struct RequestPart(RequestPartKind Kind, int Start, int Length)
{
    /// <summary>The part's JSON value.</summary>
    /// <param name="body">The body that it stands in.</param>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> body) => body.Slice(Start, Length);
}
