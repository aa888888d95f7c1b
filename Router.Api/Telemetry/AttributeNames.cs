namespace Router.Api.Telemetry;

/// <summary>The attributes of spans and metrics. docs/telemetry.md says what each holds.</summary>
internal static class AttributeNames
{
    public const string Operation = "gen_ai.operation.name";
    public const string ProviderKind = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string RequestStream = "gen_ai.request.stream";
    public const string RequestMaxTokens = "gen_ai.request.max_tokens";
    public const string ResponseModel = "gen_ai.response.model";
    public const string ResponseTimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string CacheReadTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string CacheWriteTokens = "gen_ai.usage.cache_creation.input_tokens";
    public const string TokenType = "gen_ai.token.type";

    public const string ErrorType = "error.type";
    public const string Method = "http.request.method";
    public const string HttpRoute = "http.route";
    public const string Status = "http.response.status_code";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string Version = "service.version";

    public const string Provider = "router.provider";
    public const string Model = "router.model";
    public const string Credential = "router.credential";
    public const string Family = "router.family";
    public const string RequestId = "router.request_id";
    public const string Ending = "router.ending";
    public const string Outcome = "router.outcome";
    public const string Attempt = "router.attempt";
    public const string Attempts = "router.attempts";
    public const string Notes = "router.notes";
    public const string Route = "router.route";
    public const string Targets = "router.targets";
    public const string TokenKind = "router.token.kind";
    public const string Reason = "router.reason";
    public const string Level = "router.level";
    public const string Source = "router.source";
    public const string Cache = "router.cache";
}
