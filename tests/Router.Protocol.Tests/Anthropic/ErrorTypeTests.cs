using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class ErrorTypeTests
{
    [Theory]
    [InlineData(400, "invalid_request_error")]
    [InlineData(401, "authentication_error")]
    [InlineData(402, "billing_error")]
    [InlineData(403, "permission_error")]
    [InlineData(404, "not_found_error")]
    [InlineData(409, "conflict_error")]
    [InlineData(413, "request_too_large")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(500, "api_error")]
    [InlineData(504, "timeout_error")]
    [InlineData(529, "overloaded_error")]
    public void StatusAndType_AreARoundTrip(int status, string type)
    {
        Assert.Equal(type, ErrorType.ForStatus(status));
        Assert.Equal(status, ErrorType.ToStatus(type));
    }

    [Theory]
    [InlineData(405, "invalid_request_error")]
    [InlineData(408, "timeout_error")]
    [InlineData(422, "invalid_request_error")]
    [InlineData(499, "invalid_request_error")]
    [InlineData(502, "api_error")]
    [InlineData(503, "api_error")]
    [InlineData(599, "api_error")]
    [InlineData(302, "api_error")]
    public void StatusWithoutItsOwnType_TakesTheOneOfItsClass(int status, string type) => Assert.Equal(type, ErrorType.ForStatus(status));

    [Theory]
    [InlineData("service_unavailable_error")]
    [InlineData("")]
    [InlineData(null)]
    public void UnknownType_IsAServerError(string? type) => Assert.Equal(500, ErrorType.ToStatus(type));
}
