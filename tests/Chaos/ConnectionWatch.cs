using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Hosting;

namespace Chaos;

/// <summary>
/// Counts connections by the runtime's own meters: those of clients at the gateway, and those that the gateway holds to providers. A connection that waits
/// in a pool for the next request is no leak; one with a request on it, after all clients have gone, is.
/// </summary>
internal sealed class ConnectionWatch : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private IMeterFactory? _gateway;
    private int[] _ports = [];

    public ConnectionWatch()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "kestrel.active_connections" or "http.server.active_requests" or "http.client.open_connections")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, change, tags, _) => Count(instrument, change, tags));
        _listener.Start();
    }

    /// <summary>Clients' connections at the gateway.</summary>
    public long Clients => _counts.GetValueOrDefault("kestrel.active_connections");

    /// <summary>Clients' requests under way.</summary>
    public long Requests => _counts.GetValueOrDefault("http.server.active_requests");

    /// <summary>Connections to providers with a request on them.</summary>
    public long Active => _counts.GetValueOrDefault("active");

    /// <summary>Connections to providers that wait for the next request.</summary>
    public long Idle => _counts.GetValueOrDefault("idle");

    /// <summary>Counts for this gateway and its providers' ports from now on; nothing has been asked yet.</summary>
    public void Watch(RouterApplication gateway, IEnumerable<int> ports) => (_gateway, _ports) = (gateway.Services.GetRequiredService<IMeterFactory>(), [.. ports]);

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument.Name == "http.client.open_connections")
        {
            if (Array.IndexOf(_ports, Tag(tags, "server.port")) >= 0)
            {
                Add((string)Tag(tags, "http.connection.state")!, change);
            }
        }
        else if (_gateway is not null && instrument.Meter.Scope == _gateway)
        {
            Add(instrument.Name, change);
        }
    }

    private void Add(string name, long change) => _counts.AddOrUpdate(name, change, (_, count) => count + change);

    private static object? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach ((string key, object? value) in tags)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
