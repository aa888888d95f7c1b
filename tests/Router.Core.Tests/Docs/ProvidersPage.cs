using System.Collections;
using System.Globalization;
using System.Reflection;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Translation;
using Router.Protocol.Translation;

namespace Router.Core.Tests.Docs;

/// <summary>The tables of docs/providers.md as the code has them.</summary>
internal static class ProvidersPage
{
    public static string Addresses() => Table(
        "| preset | style | base URL | base URL of the other style | auth |",
        ProviderPresets.All.Select(preset => new[] { Names(preset), Style(preset.Style), Code(preset.BaseUrl) ?? "your resource's", Code(preset.OtherBaseUrl) ?? "the same", Auth(preset.Auth) }));

    public static string Variables() => Table(
        "| preset | key variables | base URL variables |",
        ProviderPresets.All.Select(preset => new[] { Code(preset.Name)!, Codes(preset.KeyVariables), Codes(preset.BaseUrlVariables) }));

    public static string Models() => Table(
        "| preset | models with a default alias | opus, sonnet, haiku |",
        ProviderPresets.All.Where(preset => preset.Models.Length > 0 || preset.Tiers is not null).Select(preset =>
            new[] { Code(preset.Name)!, Codes(preset.Models), preset.Tiers is { } tiers ? $"`{tiers.Opus}`, `{tiers.Sonnet}`, `{tiers.Haiku}`" : "–" }));

    public static string Capabilities() => Table(
        "| preset | what its models have in common |",
        ProviderPresets.All.Where(preset => preset.Style != ProviderStyle.Native)
            .Select(preset => (preset.Name, Capabilities: PresetCapabilities.Of(preset.Name))).Prepend(("none", PresetCapabilities.Unknown))
            .Select(pair => new[] { pair.Item1 == "none" ? "none" : Code(pair.Item1)!, Differences(pair.Item2, new ChatCapabilities()) }));

    public static string Families() => Table(
        "| presets | models | what is different |",
        ModelRules.All.Select(rule => new[] { Codes(rule.Presets), Code(rule.ToString())!, Differences(rule) }));

    private static string Differences(ModelRule rule) =>
        // Whatever a rule sets differs from one of two opposites.
        string.Join(", ", Differing(rule.Change(Opposite(true)), Opposite(true)).Union(Differing(rule.Change(Opposite(false)), Opposite(false)), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));

    private static string Differences(ChatCapabilities one, ChatCapabilities other) => string.Join(", ", Differing(one, other));

    private static IEnumerable<string> Differing(ChatCapabilities one, ChatCapabilities other) => Properties
        .Select(property => (Key: Key(property.Name), One: Text(property.GetValue(one)), Other: Text(property.GetValue(other))))
        .Where(pair => !string.Equals(pair.One, pair.Other, StringComparison.Ordinal)).Select(pair => $"{pair.Key} {(pair is { One: "any", Key: "contextWindow" or "maxOutputTokens" } ? "unknown" : pair.One)}");

    private static ChatCapabilities Opposite(bool flag)
    {
        var odd = new ChatCapabilities { Efforts = ["(other)"], EffortWithTools = "(other)", ReasoningControl = (ReasoningControl)(-1), WebSearch = (WebSearchSupport)(-1), StopSequences = -1, ContextWindow = -1, MaxOutputTokens = -1 };
        foreach (PropertyInfo property in Properties.Where(property => property.PropertyType == typeof(bool)))
        {
            property.SetValue(odd, flag);
        }

        return odd;
    }

    private static PropertyInfo[] Properties { get; } = [.. typeof(ChatCapabilities).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    /// <summary>The key in router.json.</summary>
    private static string Key(string property) => property == nameof(ChatCapabilities.ReasoningField) ? "reasoning" : Camel(property);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Text(object? value) => value switch
    {
        null => "any",
        bool flag => flag ? "yes" : "no",
        string text => text,
        ReasoningField.ReasoningContent => "reasoning_content",
        ReasoningField.ReasoningDetails => "reasoning_details",
        Enum word => Camel(word.ToString()),
        IEnumerable items => string.Join('/', items.Cast<object>()) is { Length: > 0 } list ? list : "none",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Table(string head, IEnumerable<string[]> rows) =>
        string.Join('\n', rows.Select(row => $"| {string.Join(" | ", row)} |").Prepend(string.Concat(Enumerable.Repeat("|---", head.Count(letter => letter == '|') - 1)) + "|").Prepend(head));

    private static string Names(ProviderPreset preset) => Code(preset.Name) + (preset.OtherNames.IsEmpty ? "" : $" ({Codes(preset.OtherNames)})");

    private static string Style(ProviderStyle style) => style switch { ProviderStyle.Native => "native", ProviderStyle.Compatible => "anthropic", _ => "openai" };

    private static string Auth(AuthScheme scheme) => scheme switch { AuthScheme.XApiKey => "x-api-key", AuthScheme.ApiKey => "api-key", AuthScheme.None => "none", _ => "bearer" };

    private static string? Code(string? text) => text is null ? null : $"`{text}`";

    private static string Codes(IEnumerable<string> texts) => string.Join(", ", texts.Select(Code)) is { Length: > 0 } list ? list : "–";
}
