using Router.Api.Tests.Admin.Routes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Docs;

/// <summary>docs/api.md is what the OpenAPI document says.</summary>
public sealed class ApiPageTests
{
    [Fact]
    public async Task Page_IsUpToDate()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        string text = ApiPage.Text(await Document.ReadAsync(gateway));
        string renewed = Path.Combine(AppContext.BaseDirectory, "api.md");
        string page = Path.Combine(Repository.Root, "docs", "api.md");
        await File.WriteAllTextAsync(renewed, text, TestContext.Current.CancellationToken);

        Assert.True(
            File.Exists(page) && string.Equals(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), text, StringComparison.Ordinal),
            $"docs/api.md is not what the gateway has. Renew it: cp {Path.GetRelativePath(Repository.Root, renewed)} docs/api.md");
    }
}
