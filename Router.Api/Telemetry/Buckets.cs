using System.Diagnostics.Metrics;

namespace Router.Api.Telemetry;

/// <summary>The bounds of histograms: those that the semantic conventions name, and our own for what they don't.</summary>
internal static class Buckets
{
    /// <summary>Seconds of an operation or to its first chunk, as the conventions say.</summary>
    public static InstrumentAdvice<double> Operation { get; } =
        new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    /// <summary>Tokens of a message, as the conventions say.</summary>
    public static InstrumentAdvice<long> Tokens { get; } =
        new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] };

    /// <summary>Seconds before a gate: most wait not at all, nobody longer than the patience of a client.</summary>
    public static InstrumentAdvice<double> Wait { get; } =
        new() { HistogramBucketBoundaries = [0.001, 0.01, 0.1, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300] };
}
