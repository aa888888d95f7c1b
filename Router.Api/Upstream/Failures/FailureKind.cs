namespace Router.Api.Upstream.Failures;

/// <summary>How an attempt failed: one value a stage.</summary>
internal enum FailureKind
{
    /// <summary>The provider has no usable credential.</summary>
    NoCredential,

    /// <summary>The provider wants the client's own key, and the request brings none.</summary>
    NoClientKey,

    /// <summary>The vault has no credential for who sends the request, or none that can be used there.</summary>
    NoVaultEntry,

    /// <summary>The request holds something that can't be said in the provider's dialect.</summary>
    Unsuitable,

    /// <summary>The gate before the provider is closed, or the limits leave no room: nothing was sent.</summary>
    GateClosed,

    /// <summary>A filter refused the message; the status is its word.</summary>
    FilterRefused,

    /// <summary>A filter failed.</summary>
    FilterFailed,

    /// <summary>The provider's address is this gateway's own.</summary>
    Loop,

    /// <summary>Name, connection or TLS failed, within the connect timeout or by it.</summary>
    Unreachable,

    /// <summary>No status line, or no first content of a stream, within the first-byte timeout.</summary>
    FirstByteTimeout,

    /// <summary>The answer began and then stayed silent for the idle timeout, or only pinged for long.</summary>
    IdleTimeout,

    /// <summary>The connection ended before the answer did.</summary>
    Cut,

    /// <summary>The connection ended while the request was still being sent, and no answer came.</summary>
    UploadCut,

    /// <summary>Something that is no answer, with HTTP 200 or as a redirect: a page, an empty body, other JSON.</summary>
    NotAnAnswer,

    /// <summary>The provider refused the gateway's own credential: 401 or 403, or such an error with HTTP 200.</summary>
    CredentialRefused,

    /// <summary>Any other error status.</summary>
    HttpError,

    /// <summary>HTTP 200 whose first event, or body, is an error.</summary>
    ErrorEvent,
}
