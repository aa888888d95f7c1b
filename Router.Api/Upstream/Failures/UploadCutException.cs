namespace Router.Api.Upstream.Failures;

/// <summary>The provider closed the connection while the request was on its way, and has not answered, or not to the end.</summary>
internal sealed class UploadCutException(Exception inner) : IOException($"the connection was closed during the upload: {inner.Message}", inner);
