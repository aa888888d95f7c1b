using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Router.Api.Messages;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Protocol.Anthropic.Shaping;
using Router.Protocol.Images;
using Router.Protocol.Json;

namespace Router.Api.Upstream.PassThrough;

/// <summary>What differs between the body that the client sent and the one that a target gets.</summary>
internal static class BodyEdits
{
    public static IReadOnlyCollection<BodyEdit> For(MessageExchange exchange, Target target, IReadOnlyList<BodyEdit> thinkingEdits, SmallerImages images)
    {
        ProviderConfig provider = target.Provider;
        ImmutableDictionary<string, string> set = exchange.Stream is not null && !provider.Stream ? target.ExtraBody.SetItem("stream", "false") : target.ExtraBody;
        return Edits(exchange, target, thinkingEdits, set, target.Terms, images);
    }

    /// <summary>The same for count_tokens, which takes none of the provider's extra fields.</summary>
    public static IReadOnlyCollection<BodyEdit> ForCount(MessageExchange exchange, Target target, SmallerImages images) =>
        Edits(exchange, target, [], ImmutableDictionary<string, string>.Empty, new TargetTerms { RemoveTools = target.Terms.RemoveTools }, images);

    /// <summary>A model name as JSON text in quotes.</summary>
    public static byte[] Quoted(string model) => [(byte)'"', .. JsonEncodedText.Encode(model, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"'];

    /// <summary>What its entries ask for, what Anthropic's own additions would break at another provider, and what any of them would refuse.</summary>
    private static RequestShape ShapeOf(Target target, TargetTerms terms, RemovedParts removed, SmallerImages images) => new()
    {
        RemoveTools = terms.RemoveTools,
        MaxTokens = terms.MaxOutputTokens,
        Effort = terms.ReasoningEffort,
        RemoveAttribution = target.Provider.Style == ProviderStyle.Compatible,
        ReduceCacheMarks = removed.Has(RemovedParts.CacheTtl),
        RemoveServerTools = removed.Has(RemovedParts.ServerTools),
        RemoveToolMembers = removed.MembersOf("tools"),
        RemoveOutputConfig = removed.MembersOf("output_config"),
        RemoveTurnConfig = removed.Has("messages.output_config") || removed.Has("output_config"),
        Images = target.Provider.LimitsOfImages(),
        SmallerImages = images,
    };

    private static List<BodyEdit> Edits(MessageExchange exchange, Target target, IReadOnlyList<BodyEdit> thinkingEdits, ImmutableDictionary<string, string> set, TargetTerms terms, SmallerImages images)
    {
        List<BodyEdit> edits = [.. thinkingEdits];
        if (!string.Equals(target.Model, exchange.Request.Model, StringComparison.Ordinal))
        {
            edits.Add(new BodyEdit(exchange.Request.ModelStart, exchange.Request.ModelLength, Quoted(target.Model)));
        }

        RemovedParts removed = target.Provider.RemovedParts();
        RequestShape shape = ShapeOf(target, terms, removed, images);
        ImmutableHashSet<string> remove = [.. removed.Fields.Where(field => !shape.RemoveServerTools || field is not ("mcp_servers" or "container"))]; // those with a note
        if (RequestShaper.MayChange(exchange.Body.Span, shape))
        {
            // What the configuration sets or removes as a whole is its last word.
            ShapedRequest shaped = RequestShaper.Shape(exchange.Body.Span, shape, remove.Union(set.Keys), exchange.Notes);
            edits.AddRange(shaped.Edits.Where(edit => !IsCut(edit, thinkingEdits)));
            remove = remove.Union(shaped.Remove);
            set = set.AddRange(shaped.Add);
        }

        if (remove.Count > 0 || set.Count > 0)
        {
            edits.AddRange(TopLevelFields.Change(exchange.Body.Span, remove, set));
        }

        return edits;
    }

    /// <summary>Whether the block that the edit is in goes as a whole.</summary>
    private static bool IsCut(BodyEdit edit, IReadOnlyList<BodyEdit> cuts) =>
        cuts.Any(cut => cut.Start <= edit.Start && edit.Start + edit.Length <= cut.Start + cut.Length);
}
