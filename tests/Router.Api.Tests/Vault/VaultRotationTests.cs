using System.Net;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Vault;

/// <summary>The old secret of a rotation as requests meet it: a spare for a provider that refuses the new one, and for nothing else.</summary>
public sealed class VaultRotationTests : IAsyncLifetime
{
    private FakeProvider _provider = null!;
    private FakeProvider _other = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        (_provider, _other) = (await VaultGateway.AnsweringAsync(), await VaultGateway.AnsweringAsync());
        _gateway = await TestGateway.StartAsync(VaultGateway.Providers(_provider, _other));
        await _gateway.PutAsync("main", "the-first-secret");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task NewSecret_CountsFromTheNextRequest()
    {
        await AnsweredAsync();
        await RotateAsync("the-second-secret");
        await AnsweredAsync();
        Assert.Equal(["the-first-secret", "the-second-secret"], Sent());
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(200, true)]
    public async Task OldSecret_HelpsWhileTheNewOneIsRefused_AlsoBehindItsClosedGate(int status, bool inStream)
    {
        await RotateAsync("the-second-secret");
        string refusal = Samples.Error("authentication_error", "invalid x-api-key");
        _provider.Otherwise = request => request.Headers["x-api-key"] == "the-first-secret" ? Reply.Json(200, Samples.Message())
            : inStream ? Reply.Json(200, refusal) : Reply.Json(status, refusal);
        await AnsweredAsync();
        await AnsweredAsync();
        Assert.Equal(["the-second-secret", "the-first-secret", "the-first-secret"], Sent());
        Assert.Empty(_other.Requests);

        await RotateAsync("the-third-secret", "0s");
        Assert.NotEqual(HttpStatusCode.OK, (await _gateway.AskAsync()).Status);
        Assert.Equal("the-third-secret", _provider.LastKey());
    }

    /// <summary>It would be sent for nothing: the provider fails, is full, or doesn't know the model, whatever the key.</summary>
    [Theory]
    [InlineData(404, "not_found_error")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(500, "api_error")]
    [InlineData(529, "overloaded_error")]
    public async Task OldSecret_IsNotTried_WhereTheNewOneIsNotRefused(int status, string type)
    {
        await RotateAsync("the-second-secret");
        _provider.Otherwise = _ => Reply.Json(status, Samples.Error(type, "no"));
        Assert.Equal((HttpStatusCode)status, (await _gateway.AskAsync()).Status);
        Assert.All(Sent(), secret => Assert.Equal("the-second-secret", secret));
        Assert.NotEmpty(Sent());
    }

    private async Task RotateAsync(string secret, string overlap = "1h") => await _gateway.DoneAsync("POST vault/main/rotate", $$"""{"secret":"{{secret}}","overlap":"{{overlap}}"}""");

    private async Task AnsweredAsync()
    {
        (HttpStatusCode status, string message) = await _gateway.AskAsync();
        Assert.True(status == HttpStatusCode.OK, message);
    }

    private string[] Sent() => [.. _provider.Requests.Select(request => request.Headers["x-api-key"])];
}
