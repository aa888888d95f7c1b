namespace Router.Protocol.Json;

/// <summary>Replaces a range of a JSON body by other bytes, so that everything else stays the same to the byte.</summary>
/// <param name="Start">Where the replaced range begins, in bytes.</param>
/// <param name="Length">How many bytes are replaced; 0 inserts.</param>
/// <param name="Replacement">What stands there instead; empty cuts.</param>
public readonly record struct BodyEdit(int Start, int Length, ReadOnlyMemory<byte> Replacement);
