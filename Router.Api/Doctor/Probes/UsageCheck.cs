using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Translation;
using Router.Protocol.Anthropic;

namespace Router.Api.Doctor.Probes;

/// <summary>Whether the provider reports what it used, in both forms, and tells cached input apart.</summary>
internal static class UsageCheck
{
    private static readonly byte[][] CacheFields =
        [.. new[] { "\"cached_tokens\"", "\"cache_read_input_tokens\"", "\"prompt_cache_hit_tokens\"", "\"num_cached_tokens\"" }.Select(System.Text.Encoding.UTF8.GetBytes)];

    public static Check Of(ProbeTarget target, ProbeOutcome whole, ProbeOutcome stream)
    {
        if (!whole.IsAnswer && !stream.IsAnswer)
        {
            return Check.Skipped(CheckNames.Usage, "no answer to read it from");
        }

        bool wholeTells = !whole.IsAnswer || Tells(whole);
        bool streamTells = !stream.IsAnswer || Tells(stream);
        string cached = IsCacheTold(whole) || IsCacheTold(stream) ? "cached input is told" : "cached input is not told";
        MessageUsage usage = stream.IsAnswer ? stream.Usage : whole.Usage;
        return (wholeTells, streamTells) switch
        {
            (true, true) => Check.Ok(CheckNames.Usage, $"reported ({usage.Input + usage.CacheRead + usage.CacheWrite} tokens in, {usage.Output} out); {cached}"),
            (true, false) => Check.Unsupported(CheckNames.Usage, $"not reported in streams; {Instead(target)}", Fix(target)),
            (false, true) => Check.Unsupported(CheckNames.Usage, $"reported in streams only; {Instead(target)}"),
            _ => Check.Unsupported(CheckNames.Usage, $"not reported; {Instead(target)}", Fix(target)),
        };
    }

    private static bool Tells(ProbeOutcome outcome) =>
        !outcome.Notes.Contains("usage-estimated", StringComparer.Ordinal) && outcome.Usage.Input + outcome.Usage.CacheRead + outcome.Usage.CacheWrite > 0 && outcome.Usage.Output > 0;

    private static bool IsCacheTold(ProbeOutcome outcome)
    {
        foreach (byte[] field in CacheFields)
        {
            if (outcome.Wire.Body.IndexOf(field) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string Instead(ProbeTarget target) =>
        target.Target.Provider.Style == ProviderStyle.OpenAi ? "the gateway estimates" : "clients see zeros";

    private static string? Fix(ProbeTarget target)
    {
        ProviderConfig provider = target.Target.Provider;
        if (provider.Style != ProviderStyle.OpenAi || !provider.Stream)
        {
            return null;
        }

        return CapabilityTable.Find(provider.Preset, target.Target.Model, provider.Capabilities).StreamUsage
            ? "it was asked for (stream_options.include_usage): look for a switch of the server"
            : $"set \"providers.{provider.Name}.capabilities\": {{ \"streamUsage\": true }}, so that it is asked for";
    }
}
