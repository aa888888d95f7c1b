using System.Collections.Immutable;

namespace Router.Api.Telemetry;

/// <summary>
/// What OpenTelemetry's own variables ask for. Export begins with an endpoint, general or of one signal; the SDK reads everything else: protocol, headers,
/// timeouts, sampler, intervals, resource.
/// </summary>
internal sealed class OtlpSettings(IConfiguration configuration)
{
    /// <summary>All variables that are the SDK's begin so.</summary>
    public const string Prefix = "OTEL_";

    public const string TracesSignal = "TRACES";
    public const string MetricsSignal = "METRICS";
    public const string LogsSignal = "LOGS";

    private const string General = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Endpoints = [General, Specific(TracesSignal), Specific(MetricsSignal), Specific(LogsSignal)];

    /// <summary>The variables.</summary>
    public IConfiguration Configuration { get; } = configuration;

    public bool Traces => Wants(TracesSignal);

    public bool Metrics => Wants(MetricsSignal);

    public bool Logs => Wants(LogsSignal);

    /// <summary>What can't be used, for the log: a wrong address exports nothing, and the SDK would not say so.</summary>
    public ImmutableArray<string> Problems =>
    [
        .. Endpoints.Where(name => Configuration[name] is { Length: > 0 } text && !IsAddress(text)),
    ];

    /// <summary>Where it goes, without credentials that an address may hold.</summary>
    public string Destination =>
        string.Join(", ", Endpoints
            .Select(name => Configuration[name])
            .Where(text => text is { Length: > 0 } && IsAddress(text))
            .Select(text => new Uri(text!))
            .Select(address => $"{address.Scheme}://{address.Host}:{address.Port}")
            .Distinct(StringComparer.Ordinal));

    private bool Wants(string signal) =>
        (Configuration[Specific(signal)] is { Length: > 0 } own ? own : Configuration[General]) is { Length: > 0 } address
        && IsAddress(address)
        && !string.Equals(Configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(Configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);

    private static string Specific(string signal) => $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT";

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";
}
