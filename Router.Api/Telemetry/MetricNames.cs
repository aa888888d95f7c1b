namespace Router.Api.Telemetry;

/// <summary>
/// The instruments. <c>gen_ai.*</c> are OpenTelemetry's semantic conventions for generative AI (stability: development); what they have no word for is
/// <c>router.*</c>. docs/telemetry.md lists them all.
/// </summary>
internal static class MetricNames
{
    public const string OperationDuration = "gen_ai.client.operation.duration";
    public const string TimeToFirstChunk = "gen_ai.client.operation.time_to_first_chunk";
    public const string TokenUsage = "gen_ai.client.token.usage";

    public const string Messages = "router.messages";
    public const string ActiveMessages = "router.messages.active";
    public const string Tokens = "router.tokens";
    public const string Attempts = "router.attempts";
    public const string AttemptDuration = "router.attempt.duration";
    public const string TokenCounts = "router.token_counts";
    public const string Refusals = "router.refusals";
    public const string SpendRefusals = "router.spend.refusals";

    public const string GateWait = "router.gate.wait.duration";
    public const string GateRefusals = "router.gate.refusals";
    public const string GatePermits = "router.gate.permits";
    public const string GateWaiting = "router.gate.waiting";
    public const string GateRequestsUsed = "router.gate.requests_used";
    public const string GateTokensUsed = "router.gate.tokens_used";
    public const string GateLearnedRequests = "router.gate.learned_requests";
    public const string GateLearnedTokens = "router.gate.learned_tokens";
    public const string GateClosed = "router.gate.closed";
    public const string GateOpensIn = "router.gate.opens_in";

    public const string Build = "router.build.info";
    public const string Uptime = "process.uptime";
    public const string Memory = "process.memory.usage";
}
