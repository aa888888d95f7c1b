using System.Collections.Immutable;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes temperature, top_p, top_k and stop sequences, as far as the provider takes them.</summary>
internal static class SamplingWriter
{
    public static void Write(ImmutableArray<string> stopSequences, RequestContext context)
    {
        WriteNumber("temperature", context.Request.Member("temperature"u8), context.Capabilities.Sampling, "temperature-dropped", context);
        WriteNumber("top_p", context.Request.Member("top_p"u8), context.Capabilities.Sampling, "top-p-dropped", context);
        WriteNumber("top_k", context.Request.Member("top_k"u8), context.Capabilities.TopK, "top-k-dropped", context);
        WriteStops(stopSequences, context);
    }

    /// <summary>The client's stop sequences that are not empty.</summary>
    public static ImmutableArray<string> StopsOf(JsonElement request) =>
        [.. request.Member("stop_sequences"u8).Items.Select(stop => stop.Text).OfType<string>().Where(stop => stop.Length > 0)];

    private static void WriteNumber(string name, JsonElement value, bool taken, string note, RequestContext context)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return;
        }

        if (taken)
        {
            context.RawField(name, value.Raw);
        }
        else if (!value.TryGetDouble(out double number) || number != 1)
        {
            context.Notes.Add(note); // 1 is what the model does anyway
        }
    }

    private static void WriteStops(ImmutableArray<string> stops, RequestContext context)
    {
        int taken = Math.Min(stops.Length, context.Capabilities.StopSequences ?? int.MaxValue);
        if (taken < stops.Length)
        {
            context.Notes.Add("stop-sequences-dropped");
        }

        if (taken == 0 || !context.StartField("stop"))
        {
            return;
        }

        context.Json.StartArray();
        foreach (string stop in stops.AsSpan()[..taken])
        {
            context.Json.String(stop);
        }

        context.Json.EndArray();
    }
}
