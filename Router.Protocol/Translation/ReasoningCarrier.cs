using System.Buffers.Text;
using System.Text;

namespace Router.Protocol.Translation;

/// <summary>
/// Carries a provider's reasoning state through the client. Claude Code keeps of a block only what Anthropic defined, but returns the
/// <c>signature</c> of a thinking block and the <c>data</c> of a redacted one unchanged: there the state travels, marked <c>gw1.</c> so that it
/// is told from Anthropic's own. Nothing has to be remembered between two requests, so any node can take the next one.
/// <code>gw1.   gw1.d.W3sidHlwZSI6…   gw1.s.Q29DQVE…</code>
/// </summary>
public static class ReasoningCarrier
{
    private const string Prefix = "gw1.";
    private const string DetailsPrefix = "gw1.d.";
    private const string SignaturePrefix = "gw1.s.";

    /// <summary>The signature of a thinking block whose text is all there is.</summary>
    public static ReadOnlySpan<byte> Text => "gw1."u8;

    /// <summary>Packs a raw JSON array of reasoning details.</summary>
    public static string OfDetails(ReadOnlySpan<byte> details) => DetailsPrefix + Base64Url.EncodeToString(details);

    /// <summary>Packs a thought signature.</summary>
    public static string OfSignature(string signature) => SignaturePrefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(signature));

    /// <summary>Whether a signature, or a redacted block's data, was made here.</summary>
    public static bool IsOurs(string? text) => text is not null && text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether a body can hold one: false is certain. Clients write ASCII as it is.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> body) => body.IndexOf(Text) >= 0;

    /// <summary>Unpacks a carrier.</summary>
    /// <param name="text">A signature or a redacted block's data.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="payload">The raw JSON of details, or the UTF-8 text of a signature.</param>
    /// <returns>False when it was not made here, or was damaged.</returns>
    public static bool TryRead(string? text, out CarriedKind kind, out byte[] payload)
    {
        (kind, payload) = (CarriedKind.Text, []);
        if (!IsOurs(text))
        {
            return false;
        }

        string? prefix = text!.StartsWith(DetailsPrefix, StringComparison.Ordinal) ? DetailsPrefix
            : text.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? SignaturePrefix
            : null;
        if (prefix is null)
        {
            return text.Length == Prefix.Length;
        }

        kind = prefix == DetailsPrefix ? CarriedKind.Details : CarriedKind.Signature;
        ReadOnlySpan<char> encoded = text.AsSpan(prefix.Length);
        if (!Base64Url.IsValid(encoded))
        {
            return false;
        }

        payload = Base64Url.DecodeFromChars(encoded);
        return true;
    }
}
