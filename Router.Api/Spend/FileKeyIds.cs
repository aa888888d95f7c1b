using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Router.Core.Configuration;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Spend;

/// <summary>
/// Public ids of the keys of one router.json. What a key has spent is kept under its id, so the id must not change when other keys come or go, nor when
/// the key itself is replaced: it is the user's name, with his tenant where that is another than the default, and which of his keys it is.
/// </summary>
internal sealed class FileKeyIds
{
    private readonly ImmutableArray<string> _ids;
    private readonly FrozenDictionary<string, ClientKeyConfig> _keys;

    public FileKeyIds(RouterConfig config)
    {
        Dictionary<(string Tenant, string User), int> counts = new();
        _ids = [.. config.Keys.Select(key =>
        {
            var owner = (key.Tenant.ToUpperInvariant(), key.User.ToUpperInvariant());
            return Of(key, counts[owner] = counts.GetValueOrDefault(owner) + 1);
        })];
        _keys = config.Keys.Zip(_ids).ToFrozenDictionary(pair => pair.Second, pair => pair.First, StringComparer.Ordinal);
    }

    /// <summary>The id of a key of that file.</summary>
    public string Of(ClientKeyConfig key) => _ids[key.Index];

    /// <summary>The key of an id; null when the file has none of it.</summary>
    public ClientKeyConfig? Find(string id) => _keys.GetValueOrDefault(id);

    private static string Of(ClientKeyConfig key, int number) => string.Create(CultureInfo.InvariantCulture, $"router.json#{number}{TenantOf(key)}:{key.User}");

    // The first colon ends it, whatever the file names tenants: no two keys have one id.
    private static string TenantOf(ClientKeyConfig key) => string.Equals(key.Tenant, Tenant.DefaultId, StringComparison.OrdinalIgnoreCase)
        ? ""
        : $"@{key.Tenant.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal)}";
}
