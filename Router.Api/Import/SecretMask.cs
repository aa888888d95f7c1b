using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Import;

/// <summary>Shows a router.json without the secrets that stand in it, so that it can go to a screen or a log: all else stays as it is, comments and blanks too.</summary>
internal static partial class SecretMask
{
    private const string Mask = "\"(value)\"";

    /// <summary>The text with <c>(value)</c> in the place of keys and credentials that are written out, and of headers that look like secrets.</summary>
    /// <param name="text">A router.json, or what shall be one.</param>
    public static string Of(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var shown = new StringBuilder();
        int done = 0;
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
            var above = new Stack<string>();
            string name = "";
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString()!;
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        above.Push(name);
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        name = above.Pop();
                        continue;
                    case JsonTokenType.Comment:
                        break;
                    case JsonTokenType.String when IsSecret(name, above) && IsWrittenOut(reader.GetString()!):
                        break;
                    default:
                        continue;
                }

                int start = Math.Max(done, (int)reader.TokenStartIndex);
                shown.Append(Encoding.UTF8.GetString(bytes.AsSpan(done..start)));
                done = (int)reader.BytesConsumed;
                shown.Append(reader.TokenType == JsonTokenType.Comment ? WithoutValues(Encoding.UTF8.GetString(bytes.AsSpan(start..done))) : Mask);
            }

            return shown.Append(Encoding.UTF8.GetString(bytes.AsSpan(done))).ToString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It is no JSON, so nobody can tell what is a secret in it.
            return WithoutValues(text);
        }
    }

    /// <summary>Whether a text is the value of a key or a credential; an item of a list has the list's name.</summary>
    private static bool IsSecret(string name, Stack<string> above) =>
        name is "key" or "masterKey" or "credentials" || above.Contains("credentials") || (above.TryPeek(out string? around) && around is "headers" or "query" && SecretNames.OfHeader(name));

    private static bool IsWrittenOut(string text) => SecretReference.ParseCredential(text).Kind == SecretKind.Value;

    /// <summary>A text without what stands in quotes, but for names of members and references.</summary>
    private static string WithoutValues(string text) =>
        Quoted().Replace(text, found => !found.Groups["name"].Success && IsWrittenOut(found.Groups["text"].Value) ? Mask : found.Value);

    [GeneratedRegex("""
        "(?<text>(?:[^"\\\r\n]|\\.)*)"?(?<name>\s*:)?
        """, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
