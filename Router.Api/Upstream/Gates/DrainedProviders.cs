using System.Collections.Immutable;
using System.Text.Json;
using Router.Api.State;

namespace Router.Api.Upstream.Gates;

/// <summary>Providers that the operator has taken out of use; a restart does not forget it.</summary>
internal sealed class DrainedProviders(StateFolder state)
{
    private readonly Lock _lock = new();
    private readonly string _file = Path.Combine(state.Path, "drained.json");
    private ImmutableHashSet<string> _names = Read(Path.Combine(state.Path, "drained.json"));

    public bool Contains(string provider) => _names.Contains(provider);

    /// <summary>Drains a provider, or takes it into use again.</summary>
    /// <exception cref="IOException">It could not be kept; nothing has changed.</exception>
    public void Set(string provider, bool drained)
    {
        lock (_lock)
        {
            ImmutableHashSet<string> next = drained ? _names.Add(provider) : _names.Remove(provider);
            if (next == _names)
            {
                return;
            }

            if (state.IsWritable)
            {
                PrivateFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes([.. next.Order(StringComparer.Ordinal)], StateJson.Default.StringArray));
            }

            _names = next;
        }
    }

    private static ImmutableHashSet<string> Read(string file) => File.Exists(file)
        ? [.. JsonSerializer.Deserialize(File.ReadAllBytes(file), StateJson.Default.StringArray) ?? []]
        : [];
}
