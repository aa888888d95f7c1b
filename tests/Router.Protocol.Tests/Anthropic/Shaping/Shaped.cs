using System.Collections.Immutable;
using System.Text;
using Router.Protocol.Anthropic.Shaping;
using Router.Protocol.Json;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Anthropic.Shaping;

/// <summary>A body as it goes out with a shape.</summary>
internal static class Shaped
{
    public static string Of(string body, RequestShape shape, params string[] taken) => Of(body, shape, out _, taken);

    public static string Of(string body, RequestShape shape, out string notes, params string[] taken)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        var codes = new DegradationNotes();
        ShapedRequest shaped = RequestShaper.Shape(bytes, shape, taken.ToImmutableHashSet(StringComparer.Ordinal), codes);
        notes = string.Join(' ', codes.Codes);
        return Encoding.UTF8.GetString(new EditedBody(bytes, [.. shaped.Edits, .. TopLevelFields.Change(bytes, shaped.Remove, shaped.Add)]).ToArray());
    }
}
