using Router.Protocol.Errors;

namespace Router.Protocol.Tests.Errors;

public sealed class QuotaExhaustionTests
{
    [Theory]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing."}}""")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."}}""")]
    [InlineData(429, """{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}""")]
    [InlineData(429, """{"error":{"message":"Your account is suspended, please check your plan","type":"exceeded_current_quota_error"}}""")]
    [InlineData(429, """{"error":{"code":"1113","message":"Insufficient balance or no resource package. Please recharge."}}""")]
    [InlineData(400, """{"error":{"code":"Arrearage","message":"Access denied, please make sure your account is in good standing."}}""")]
    [InlineData(403, """{"error":{"code":"AccountOverdueError","message":"m"}}""")]
    [InlineData(402, "")]
    public void AccountThatIsUsedUp_IsTold(int status, string body) => Assert.True(Is(status, body));

    [Theory]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization's rate limit"}}""")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: must be positive"}}""")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"messages.0.content.0: Input tag 'Your credit balance is too low' found using 'type' does not match any of the expected tags"}}""")]
    [InlineData(500, """{"error":{"message":"insufficient balance"}}""")]
    [InlineData(529, "")]
    public void AnythingElse_IsNot(int status, string body) => Assert.False(Is(status, body));

    private static bool Is(int status, string body) => QuotaExhaustion.Is(status, ProviderErrorReader.Read(System.Text.Encoding.UTF8.GetBytes(body)));
}
