using System.Collections.Immutable;
using System.Text.Json;
using Router.Api.State;
using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>Drained providers of a single machine, in a file of the state folder.</summary>
internal sealed class DrainedProviders(StateFolder state) : IDrainedProviders
{
    private readonly Lock _lock = new();
    private readonly string _file = Path.Combine(state.Path, "drained.json");
    private ImmutableHashSet<string> _names = Read(Path.Combine(state.Path, "drained.json"));

    public bool Contains(string provider) => _names.Contains(provider);

    public ValueTask SetAsync(string provider, bool drained)
    {
        lock (_lock)
        {
            ImmutableHashSet<string> next = drained ? _names.Add(provider) : _names.Remove(provider);
            if (next != _names && state.IsWritable)
            {
                PrivateFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes([.. next.Order(StringComparer.Ordinal)], StateJson.Default.StringArray));
            }

            _names = next;
        }

        return ValueTask.CompletedTask;
    }

    private static ImmutableHashSet<string> Read(string file) => File.Exists(file)
        ? [.. JsonSerializer.Deserialize(File.ReadAllBytes(file), StateJson.Default.StringArray) ?? []]
        : [];
}
