using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace Router.Api.Upstream;

/// <summary>
/// The provider's response headers that reach the client: rate limits, ids and retry hints. Everything else describes a connection, an edge or
/// an encoding that is not the client's.
/// </summary>
internal static class ResponseHeaders
{
    public static ImmutableArray<KeyValuePair<string, string>> Passed(HttpResponseHeaders headers)
    {
        ImmutableArray<KeyValuePair<string, string>>.Builder passed = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach ((string name, HeaderStringValues values) in headers.NonValidated)
        {
            if (IsPassed(name))
            {
                passed.Add(new(name, values.ToString()));
            }
        }

        return passed.ToImmutable();
    }

    public static void Apply(IEnumerable<KeyValuePair<string, string>> passed, IHeaderDictionary target)
    {
        foreach ((string name, string value) in passed)
        {
            target[name] = value;
        }
    }

    private static bool IsPassed(string name) =>
        name.StartsWith("anthropic-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("request-id", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("retry-after", StringComparison.OrdinalIgnoreCase)
        || name.Equals("x-should-retry", StringComparison.OrdinalIgnoreCase);
}
