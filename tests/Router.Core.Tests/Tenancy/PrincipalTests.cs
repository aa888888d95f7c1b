using Router.Core.Tenancy;

namespace Router.Core.Tests.Tenancy;

public sealed class PrincipalTests
{
    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("claude-* local/*", "local/qwen3:30b", true)]
    [InlineData("claude-* local/*", "gpt-5", false)]
    [InlineData("exact", "exact", true)]
    [InlineData("exact", "Exact", false)]
    [InlineData("", "exact", false)]
    public void MayUse_GoesByNamesAndPatterns(string models, string model, bool expected)
    {
        var principal = new Principal(PrincipalKind.Client, "t", null, "u", "k", [.. models.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(expected, principal.MayUse(model));
    }

    [Fact]
    public void Anonymous_MayUseEverythingButTheAdminApi()
    {
        Assert.True(Principal.Anonymous.MayUse("anything"));
        Assert.Equal((PrincipalKind.Client, "default", "anonymous"), (Principal.Anonymous.Kind, Principal.Anonymous.Tenant, Principal.Anonymous.User));
    }
}
