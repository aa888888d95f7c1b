using Router.Protocol.Errors;

namespace Router.Protocol.Tests.Errors;

/// <summary>Pitfall 19: Claude Code drops its system messages for a conversation when it reads that they are not supported.</summary>
public sealed class SystemTurnRefusalTests
{
    [Theory]
    [InlineData("messages.1.role: Input should be 'user' or 'assistant'")]
    [InlineData("role must be user or assistant")]
    [InlineData("messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter")]
    [InlineData("System messages are not allowed")]
    [InlineData("unknown variant `system`, expected `user` or `assistant` at line 1 column 9")]
    [InlineData("System message must be at the beginning.")]
    [InlineData("Invalid value: role 'system' is not supported")]
    public void Refusal_IsSaidInClaudeCodesWords(string message) => Assert.Equal(
        $"The role \"system\" in messages is not supported by this provider (capability_rejected: mid_conv_system). {message}",
        SystemTurnRefusal.Translate(new ProviderError(IsEnvelope: true, Type: null, Code: null, message)));

    [Theory]
    [InlineData("")]
    [InlineData("system: text content blocks must be non-empty")]
    [InlineData("The system is overloaded. Your role has no access to this model.")]
    [InlineData("prompt is too long: 2 tokens > 1 maximum")]
    [InlineData("messages.3: tool_use ids were found without tool_result blocks; user and assistant turns must alternate")]
    [InlineData("unknown variant `image_url`, expected `text`")]
    public void OtherErrors_AreLeftAlone(string message) => Assert.Null(SystemTurnRefusal.Translate(new ProviderError(IsEnvelope: true, Type: null, Code: null, message)));
}
