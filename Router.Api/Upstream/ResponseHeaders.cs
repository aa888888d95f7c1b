using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace Router.Api.Upstream;

/// <summary>
/// The provider's response headers that reach the client: rate limits, ids and retry hints. Everything else describes a connection, an edge or
/// an encoding that is not the client's. A value that holds anything but printable ASCII is left out: it could not be sent on.
/// </summary>
internal static class ResponseHeaders
{
    public static ImmutableArray<KeyValuePair<string, string>> Passed(HttpResponseHeaders headers)
    {
        ImmutableArray<KeyValuePair<string, string>>.Builder passed = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach ((string name, HeaderStringValues values) in headers.NonValidated)
        {
            if (IsPassed(name) && values.ToString() is var value && IsPrintable(value))
            {
                passed.Add(new(name, value));
            }
        }

        return passed.ToImmutable();
    }

    /// <summary>A header's value as it was sent; null when it was not.</summary>
    public static string? Find(HttpResponseHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;

    /// <summary>The content type as it was sent; null when it can't be sent on.</summary>
    public static string? ContentType(HttpContentHeaders headers) => headers.ContentType?.ToString() is { } value && IsPrintable(value) ? value : null;

    public static void Apply(IEnumerable<KeyValuePair<string, string>> passed, IHeaderDictionary target)
    {
        foreach ((string name, string value) in passed)
        {
            target[name] = value;
        }
    }

    private static bool IsPrintable(string value) => value.All(static character => character is >= ' ' and <= '~');

    private static bool IsPassed(string name) =>
        name.StartsWith("anthropic-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("request-id", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("retry-after", StringComparison.OrdinalIgnoreCase)
        || name.Equals("x-should-retry", StringComparison.OrdinalIgnoreCase);
}
