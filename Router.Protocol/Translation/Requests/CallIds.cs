using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Gives every call of a conversation an id of its own. Some providers number their calls per answer (<c>functions.Bash:0</c>), so that ids
/// repeat; a repeated one gets a number. What an id becomes depends only on the calls before it, so that provider-side caches hold.
/// </summary>
internal sealed class CallIds
{
    // OpenAI refuses longer ids ("string too long. Expected a string with maximum length 40").
    private const int Limit = 40;
    private const int HashLength = 8;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>The id toward the provider; one that is short enough and new stays as it is.</summary>
    public string Take(string? id)
    {
        string wanted = Fit(string.IsNullOrEmpty(id) ? "call" : id);
        string taken = wanted;
        int number = _taken.GetValueOrDefault(wanted, 1);
        while (!_used.Add(taken))
        {
            taken = Fit(string.Create(CultureInfo.InvariantCulture, $"{wanted}_{++number}"));
        }

        _taken[wanted] = number;
        return taken;
    }

    private static string Fit(string id) =>
        id.Length <= Limit ? id : $"{id[..(Limit - HashLength - 1)]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..HashLength]}";
}
