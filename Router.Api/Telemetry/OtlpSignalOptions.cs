using System.Globalization;
using OpenTelemetry.Exporter;

namespace Router.Api.Telemetry;

/// <summary>The variables of one signal, which go before the general ones. An exporter of its own, as here, is given only those by the SDK.</summary>
internal static class OtlpSignalOptions
{
    /// <param name="options">The exporter's, filled from the general variables.</param>
    /// <param name="configuration">The variables.</param>
    /// <param name="signal">TRACES, METRICS or LOGS.</param>
    public static void Apply(OtlpExporterOptions options, IConfiguration configuration, string signal)
    {
        string? Own(string what) => configuration[$"OTEL_EXPORTER_OTLP_{signal}_{what}"] is { Length: > 0 } value ? value : null;

        options.Protocol = Own("PROTOCOL") switch
        {
            "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => options.Protocol,
        };
        options.Compression = Own("COMPRESSION") switch
        {
            "gzip" => OtlpExportCompression.GZip,
            "none" => OtlpExportCompression.None,
            _ => options.Compression,
        };
        options.Headers = Own("HEADERS") ?? options.Headers;
        if (int.TryParse(Own("TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds))
        {
            options.TimeoutMilliseconds = milliseconds;
        }

        // Taken as it is, while the SDK puts /v1/traces and the like behind the general one.
        if (Uri.TryCreate(Own("ENDPOINT"), UriKind.Absolute, out Uri? endpoint))
        {
            options.Endpoint = endpoint;
        }
    }
}
