using Router.Core.Configuration.Reading;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class ReservedHeadersTests
{
    /// <summary>The runtime throws when one of these is set among a request's headers: each request to the provider would fail.</summary>
    [Theory]
    [InlineData("Allow")]
    [InlineData("Content-Disposition")]
    [InlineData("Content-Language")]
    [InlineData("Content-Location")]
    [InlineData("Content-MD5")]
    [InlineData("Content-Range")]
    [InlineData("Content-Type")]
    [InlineData("Expires")]
    [InlineData("Last-Modified")]
    public void HeaderThatTheRuntimeRefuses_IsReserved(string name)
    {
        using var request = new HttpRequestMessage();

        Assert.Throws<InvalidOperationException>(() => request.Headers.Remove(name));
        Assert.True(ReservedHeaders.Contains(name));
    }
}
