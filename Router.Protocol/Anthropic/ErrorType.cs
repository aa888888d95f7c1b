namespace Router.Protocol.Anthropic;

/// <summary>Anthropic's error types and the HTTP statuses that they belong to (platform.claude.com/docs: errors).</summary>
public static class ErrorType
{
    /// <summary>400, and every 4xx without a type of its own.</summary>
    public const string InvalidRequest = "invalid_request_error";

    /// <summary>401</summary>
    public const string Authentication = "authentication_error";

    /// <summary>402</summary>
    public const string Billing = "billing_error";

    /// <summary>403</summary>
    public const string Permission = "permission_error";

    /// <summary>404</summary>
    public const string NotFound = "not_found_error";

    /// <summary>413</summary>
    public const string RequestTooLarge = "request_too_large";

    /// <summary>429</summary>
    public const string RateLimit = "rate_limit_error";

    /// <summary>500, and every 5xx without a type of its own.</summary>
    public const string Api = "api_error";

    /// <summary>504</summary>
    public const string Timeout = "timeout_error";

    /// <summary>529</summary>
    public const string Overloaded = "overloaded_error";

    /// <summary>409</summary>
    public const string Conflict = "conflict_error";

    /// <summary>The type that belongs to a status.</summary>
    public static string ForStatus(int status) => status switch
    {
        401 => Authentication,
        402 => Billing,
        403 => Permission,
        404 => NotFound,
        409 => Conflict,
        413 => RequestTooLarge,
        429 => RateLimit,
        408 or 504 => Timeout,
        529 => Overloaded,
        >= 400 and < 500 => InvalidRequest,
        _ => Api,
    };

    /// <summary>A status of another dialect, in Anthropic's.</summary>
    public static int NormalStatus(int status) => status switch
    {
        422 => 400,
        408 => 504,
        503 => 529,
        _ => status,
    };

    /// <summary>The status that belongs to a type, as for an <c>error</c> event that turns into an HTTP answer.</summary>
    public static int ToStatus(string? type) => type switch
    {
        InvalidRequest => 400,
        Authentication => 401,
        Billing => 402,
        Permission => 403,
        NotFound => 404,
        Conflict => 409,
        RequestTooLarge => 413,
        RateLimit => 429,
        Timeout => 504,
        Overloaded => 529,
        _ => 500,
    };
}
