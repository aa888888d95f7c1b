using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Router.Api.Messages;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Protocol.Json;

namespace Router.Api.Upstream.PassThrough;

/// <summary>What differs between the body that the client sent and the one that a target gets.</summary>
internal static class BodyEdits
{
    public static IReadOnlyCollection<BodyEdit> For(MessageExchange exchange, Target target, IReadOnlyList<BodyEdit> thinkingEdits)
    {
        ProviderConfig provider = target.Provider;
        List<BodyEdit> edits = [.. thinkingEdits];
        if (!string.Equals(target.Model, exchange.Request.Model, StringComparison.Ordinal))
        {
            edits.Add(new BodyEdit(exchange.Request.ModelStart, exchange.Request.ModelLength, Quoted(target.Model)));
        }

        ImmutableDictionary<string, string> set = exchange.Stream is not null && !provider.Stream ? provider.ExtraBody.SetItem("stream", "false") : provider.ExtraBody;
        if (provider.RemoveFields.Count > 0 || set.Count > 0)
        {
            edits.AddRange(TopLevelFields.Change(exchange.Body.Span, provider.RemoveFields, set));
        }

        return edits;
    }

    /// <summary>The same for count_tokens, which takes none of the provider's extra fields.</summary>
    public static IReadOnlyCollection<BodyEdit> ForCount(MessageExchange exchange, Target target) =>
    [
        new BodyEdit(exchange.Request.ModelStart, exchange.Request.ModelLength, Quoted(target.Model)),
        .. target.Provider.RemoveFields.Count > 0 ? TopLevelFields.Change(exchange.Body.Span, target.Provider.RemoveFields, ImmutableDictionary<string, string>.Empty) : [],
    ];

    /// <summary>A model name as JSON text in quotes.</summary>
    public static byte[] Quoted(string model) => [(byte)'"', .. JsonEncodedText.Encode(model, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"'];
}
