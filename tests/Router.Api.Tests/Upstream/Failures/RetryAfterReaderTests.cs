using System.Net.Http.Headers;
using Router.Api.Tests.Testing;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;
using Xunit;

namespace Router.Api.Tests.Upstream.Failures;

public sealed class RetryAfterReaderTests
{
    [Theory]
    [InlineData("retry-after", "7", 7.0)]
    [InlineData("retry-after", "0.5", 0.5)]
    [InlineData("retry-after", "0", 0.0)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("retry-after", "86400", 86400.0)]
    [InlineData("retry-after", "86401", 86400.0)]
    [InlineData("retry-after", "99999999999999999999999999", 86400.0)]
    [InlineData("retry-after-ms", "99999999999999999999999999", 86400.0)]
    [InlineData("retry-after", "Sat, 21 Nov 2026 12:00:09 GMT", 9.0)]
    [InlineData("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT", 86400.0)]
    [InlineData("retry-after", "Sat, 21 Nov 2026 11:00:00 GMT", null)]
    [InlineData("retry-after", "-5", null)]
    [InlineData("retry-after", "soon", null)]
    [InlineData("retry-after", "1e9", null)]
    [InlineData("other", "7", null)]
    public void Wait_IsReadAndBounded(string header, string value, double? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(seconds, RetryAfterReader.Read(response.Headers, ManualClock.Epoch)?.TotalSeconds);
    }

    [Fact]
    public void Milliseconds_ComeFirst()
    {
        using var response = new HttpResponseMessage();
        response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(60));
        response.Headers.TryAddWithoutValidation("retry-after-ms", "250");

        Assert.Equal(0.25, RetryAfterReader.Read(response.Headers, ManualClock.Epoch)?.TotalSeconds);
    }
}
