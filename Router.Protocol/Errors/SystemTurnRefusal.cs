using System.Text.RegularExpressions;

namespace Router.Protocol.Errors;

/// <summary>
/// Recognises that a provider takes no <c>role:"system"</c> among the messages, and says so in the words on which Claude Code sends the conversation again
/// without. The wordings:
/// <code>
/// messages.1.role: Input should be 'user' or 'assistant'
/// unknown variant `system`, expected `user` or `assistant`
/// System messages are not allowed      System message must be at the beginning
/// </code>
/// </summary>
public static partial class SystemTurnRefusal
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Patience = 200; // milliseconds; the pattern is linear, this is the last fence

    /// <summary>The sentence for the client; null when the error is about something else.</summary>
    /// <param name="error">The provider's error.</param>
    public static string? Translate(ProviderError error) => Wording().IsMatch(error.Message)
        ? $"The role \"system\" in messages is not supported by this provider (capability_rejected: mid_conv_system). {error.Message}"
        : null;

    [GeneratedRegex(
        @"\brole.{0,40}\b(must|should|can only|expected)\b.{0,40}\buser\b.{0,20}\bassistant\b|unknown variant.{0,4}system\b|\bsystem (role|message)s?\b.{0,40}(not allowed|not supported|unsupported|must be (at|in|the first))|\brole\b.{0,20}\bsystem\b.{0,40}(not allowed|not supported|unsupported|invalid|unexpected)|\b(invalid|unsupported|unexpected|unknown) role\b.{0,10}\bsystem\b",
        Options,
        Patience)]
    private static partial Regex Wording();
}
