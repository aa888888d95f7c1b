using Router.Protocol.Anthropic.Shaping;

namespace Router.Protocol.Anthropic.Collecting;

/// <summary>Takes values out of events.</summary>
internal static class MemberValue
{
    /// <summary>The bytes of a member's value, the last one where it stands twice; empty when there is none, or no object.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) => FieldValue.Find(json, name) is { } found ? json[found] : default;
}
