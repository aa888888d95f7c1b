using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>Pitfall 68 over HTTP: a session of many screenshots, one of them larger than Anthropic takes among many.</summary>
public sealed class ManyImagesTests
{
    private static readonly string Large = Picture(3_000, 1_500);
    private static readonly string Small = Picture(40, 30);

    [Fact]
    public async Task LargeScreenshotAmongMany_GoesOutSmaller_AndIsTaken()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = StrictProviders.Anthropic;
        await using TestGateway gateway = await StartAsync(provider, "native", "");

        using HttpResponseMessage first = await gateway.PostAsync(Request(25));
        using HttpResponseMessage second = await gateway.PostAsync(Request(26));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal("images-made-smaller", first.Headers.GetValues("x-router-notes").Single());
        string[] images = [.. provider.Requests[0].Json["messages"]!.AsArray().Select(message => (string)message!["content"]![0]!["source"]!["data"]!)];
        var sent = PlainPng.Read(Convert.FromBase64String(images[3]));
        Assert.Equal((2_000, 1_000), (sent.Width, sent.Height));
        Assert.Equal(Enumerable.Repeat(Small, 24), images.Where((_, index) => index != 3));
        Assert.Equal(images[3], (string?)provider.Requests[1].Json["messages"]![3]!["content"]![0]!["source"]!["data"]);
    }

    [Fact]
    public async Task SameSession_IsRefused_WhereTheLimitIsSwitchedOff()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = StrictProviders.Anthropic;
        await using TestGateway gateway = await StartAsync(provider, "native", """, "imageLimits": {} """);

        using HttpResponseMessage response = await gateway.PostAsync(Request(25));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("2000 pixels", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChatCompletions_GetItSmaller_WhereALimitIsWritten()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion("Done.")));
        await using TestGateway gateway = await StartAsync(provider, "openai", """, "imageLimits": { "many": 4, "edge": 300 } """);

        using HttpResponseMessage response = await gateway.PostAsync(Request(5));

        Assert.Equal("images-made-smaller", response.Headers.GetValues("x-router-notes").Single());
        string address = provider.Requests[0].Json["messages"]!.AsArray().SelectMany(message => message!["content"] as JsonArray ?? [])
            .Select(part => (string?)part!["image_url"]?["url"]).OfType<string>().ElementAt(3);
        Assert.StartsWith("data:image/png;base64,", address, StringComparison.Ordinal);
        var sent = PlainPng.Read(Convert.FromBase64String(address["data:image/png;base64,".Length..]));
        Assert.Equal((300, 150), (sent.Width, sent.Height));
    }

    [Fact]
    public async Task CountOfTokens_IsAskedWithTheSmallerImage()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, """{"input_tokens":7}"""));
        await using TestGateway gateway = await StartAsync(provider, "native", "");

        using HttpResponseMessage response = await gateway.PostAsync(Request(25), request => request.RequestUri = new Uri("/v1/messages/count_tokens", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2_000, PlainPng.Read(Convert.FromBase64String((string)provider.Requests[0].Json["messages"]![3]!["content"]![0]!["source"]!["data"]!)).Width);
    }

    private static Task<TestGateway> StartAsync(FakeProvider provider, string style, string extra) => TestGateway.StartAsync(
        $$""" "providers": { "a": { "style": "{{style}}", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["secret-a"], "retries": 0{{extra}} } }, "models": { "claude-test": { "targets": ["a/*"] } } """);

    /// <summary>The fourth image is the large one.</summary>
    private static string Request(int images) =>
        $$"""{"model":"claude-test","max_tokens":9,"messages":[{{string.Join(',', Enumerable.Range(0, images).Select(index => $$$"""{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{(index == 3 ? Large : Small)}}}"}}]}"""))}}]}""";

    private static string Picture(int width, int height)
    {
        byte[] row = [2, .. Enumerable.Range(0, width * 3).Select(at => (byte)(at / 24))];
        return Convert.ToBase64String(new PlainPng(width, height, 8, 2).Write(PlainPng.Packed([.. Enumerable.Range(0, height).SelectMany(y => y == 0 ? row : [2, .. new byte[width * 3]])])));
    }
}
