namespace Router.Api.Telemetry;

/// <summary>Where the gates' state is read from, at most once for each of its metrics and collection. Without one there are no such metrics.</summary>
internal interface IGateBoard
{
    /// <summary>Every gate that somebody has entered. Called from any thread, between requests; quick, and it waits for nothing.</summary>
    IEnumerable<GateStatusSample> Read();
}
