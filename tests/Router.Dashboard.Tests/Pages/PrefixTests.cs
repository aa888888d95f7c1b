using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Pages;

/// <summary>Behind a proxy that puts a path of its own before the gateway and takes it away again, everything holds without a word of configuration.</summary>
public sealed class PrefixTests
{
    [Fact]
    public async Task SignIn_Pages_Forms_AndFiles_WorkBehindAPrefix()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(""" "providers": { "demo": { "preset": "demo" } }, "tiers": { "default": "demo/demo" } """);
        await using WebApplication proxy = await ProxyAsync(gateway.Address, "/llm/gateway");
        using var browser = new DashboardBrowser($"{proxy.Urls.First()}/llm/gateway/dashboard/");

        using HttpResponseMessage root = await browser.GetAsync("../dashboard");
        using HttpResponseMessage signedIn = await browser.SignInAsync(TestGateway.AdminKey, "requests");
        var next = new Uri(new Uri(browser.Root, "sign-in"), signedIn.Headers.Location!);
        using HttpResponseMessage page = await browser.GetAsync(next.ToString());
        string text = await page.Content.ReadAsStringAsync();
        string style = text[text.IndexOf("./assets/dashboard", StringComparison.Ordinal)..];
        using HttpResponseMessage file = await browser.GetAsync(style[..style.IndexOf('"')]);
        using HttpResponseMessage made = await browser.SubmitAsync("people", "do/create-user", ("id", "ann"), ("back", "people"));
        var user = new Uri(new Uri(browser.Root, "do/create-user"), made.Headers.Location!);

        Assert.Equal("./dashboard/", root.Headers.Location?.OriginalString);
        Assert.Equal("/llm/gateway/dashboard/requests", next.AbsolutePath);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [page.StatusCode, file.StatusCode]);
        Assert.Equal("/llm/gateway/dashboard/people/users/ann", user.AbsolutePath);
        Assert.Contains("Created.", await browser.TextAsync(user.ToString()), StringComparison.Ordinal);
        Assert.Empty(browser.Cookies.GetCookies(new Uri($"{proxy.Urls.First()}/llm/gateway/v1/models")));
    }

    private static async Task<WebApplication> ProxyAsync(string gateway, string prefix)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication proxy = builder.Build();
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        proxy.Run(async context =>
        {
            Assert.True(context.Request.Path.StartsWithSegments(prefix, out PathString rest));
            using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), gateway + rest + context.Request.QueryString) { Content = new StreamContent(context.Request.Body) };
            foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
            {
                if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                {
                    request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
                }
            }

            using HttpResponseMessage answer = await client.SendAsync(request);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
            {
                context.Response.Headers[name] = values.ToArray();
            }

            await answer.Content.CopyToAsync(context.Response.Body);
        });
        await proxy.StartAsync();
        return proxy;
    }
}
