using Router.Core.Spend;

namespace Router.Api.Caching;

/// <summary>Whole frames of a shared answer.</summary>
/// <param name="Frames">Their bytes.</param>
/// <param name="IsEnd">Whether they close the answer: who gets them settles first.</param>
/// <param name="Tokens">The tokens that the answer took, when they close it.</param>
internal readonly record struct FlightPart(ReadOnlyMemory<byte> Frames, bool IsEnd, TokenCounts Tokens);
