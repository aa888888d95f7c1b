using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Ids of tool calls that Anthropic's clients and API take (<c>[a-zA-Z0-9_-]</c>), each once an answer. A legal id stays as it is, an illegal one
/// (<c>functions.Bash:0</c>) gets a form that depends on it alone, a missing one is made up.
/// </summary>
internal sealed class ToolIds
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int RandomLength = 24;
    private const int LongestKept = 128;
    private static readonly SearchValues<char> Legal = SearchValues.Create(Alphabet + "_-");

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>A fresh id with a prefix such as <c>msg_</c>.</summary>
    public static string Random(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);

    /// <summary>The client's id for a provider's.</summary>
    public string For(string? id)
    {
        string legal = id is null ? Random("toolu_") : id.Length <= LongestKept && !id.AsSpan().ContainsAnyExcept(Legal) ? id : Mapped(id);
        string unique = legal;
        for (int copy = 2; !_used.Add(unique); copy++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{legal}_{copy}");
        }

        return unique;
    }

    private static string Mapped(string id)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8];
        return $"{string.Concat(id.Take(LongestKept / 2).Select(character => Legal.Contains(character) ? character : '_'))}_{hash}";
    }
}
