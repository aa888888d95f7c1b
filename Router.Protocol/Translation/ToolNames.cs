using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Router.Protocol.Translation;

/// <summary>
/// Tool names of one request in both directions. Names that the provider can't take (too long, other characters than
/// <c>[a-zA-Z0-9_-]</c>) get a short form that depends on the name alone, so that provider-side caches hold across requests.
/// </summary>
/// <param name="limit">The longest name in characters, ≥ 16.</param>
public sealed class ToolNames(int limit)
{
    private const int HashLength = 8;
    private static readonly SearchValues<char> Legal = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    private readonly Dictionary<string, string> _toClient = new(StringComparer.Ordinal);

    /// <summary>Whether any name was changed.</summary>
    public bool ChangesAny => _toClient.Count > 0;

    /// <summary>The name as the provider gets it.</summary>
    public string ToProvider(string name)
    {
        if (name.Length <= limit && name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Legal))
        {
            return name;
        }

        string shortened = Shorten(name);
        _toClient[shortened] = name;
        return shortened;
    }

    /// <summary>The client's name for a name that the provider used; a name that is not known stays.</summary>
    public string ToClient(string name) => _toClient.GetValueOrDefault(name, name);

    private string Shorten(string name)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];
        int room = limit - HashLength - 1;
        string start = name.Length > room ? name[..room] : name;
        return string.Create(CultureInfo.InvariantCulture, $"{string.Concat(start.Select(character => Legal.Contains(character) ? character : '_'))}_{hash}");
    }
}
