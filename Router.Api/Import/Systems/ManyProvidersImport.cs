using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Api.Import.Sources;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Presets;

namespace Router.Api.Import.Systems;

/// <summary>
/// The variables of the proxies that choose a provider by the model's name: a key and a base URL a provider, MODEL_MAP, MODEL_ALIASES, MODEL_ROUTES, and
/// ADVANCED_ENV, which holds more of the same.
/// </summary>
internal static class ManyProvidersImport
{
    private const string Advanced = "ADVANCED_ENV";

    /// <summary>The providers that such a proxy knows.</summary>
    private static readonly string[] Known = ["anthropic", "deepseek", "moonshot", "glm", "xiaomi", "openai", "gemini", "qwen"];

    /// <summary>The variables of a file and those inside its ADVANCED_ENV, which go over them.</summary>
    public static VariableSource Open(VariableSource file, ICollection<ImportNote> notes)
    {
        if (!file.Has(Advanced))
        {
            return file;
        }

        SourceVariable advanced = file.Take(Advanced)!;
        return new VariableSource(file.File, [.. file.Rest, .. Inside(advanced, notes)]);
    }

    public static void Apply(VariableSource file, RouterDraft draft)
    {
        file.Take(Advanced);
        List<ProviderPreset> presets = [];
        foreach (ProviderPreset preset in Known.Select(name => ProviderPresets.Find(name)!))
        {
            SourceVariable? key = file.TakeFirst(KeyVariables(preset));
            SourceVariable? url = file.TakeFirst(BaseUrlVariables(preset));
            if (key is null)
            {
                if (url is not null)
                {
                    draft.LeaveOut(url.Origin, $"There is no key for {preset.Name}; add the provider when you have one.");
                }

                continue;
            }

            var provider = new DraftObject();
            provider.Set("preset", preset.Name);
            if (url is not null && !string.Equals(url.Value.TrimEnd('/'), preset.BaseUrl, StringComparison.OrdinalIgnoreCase))
            {
                provider.Set("baseUrl", KnownAddress.WithoutEndpoint(url.Value), url.Origin);
            }

            // The variable that the gateway itself asks for; for Anthropic not the client's own.
            string variable = preset.KeyVariables.Contains(key.Name, StringComparer.Ordinal) ? key.Name : preset.KeyVariables[0];
            provider.Set("credentials", new JsonArray(draft.Secrets.Reference(key.Value, [variable], key.Origin)), key.Origin);
            string name = draft.AddProvider(preset.Name, provider, file.File);
            presets.Add(name == preset.Name ? preset : preset with { Name = name });
        }

        if (presets.Count == 0)
        {
            draft.LeaveOut(file.File, "It holds no provider's key, so it names no provider.");
        }

        Models(file, draft, presets);
        Listen(file, draft);
        if (file.Take("REWRITE_RESPONSES") is { } rewrite && DraftValues.Flag(rewrite.Value) == false)
        {
            draft.Settings.Set("rewriteModel", false, rewrite.Origin);
        }

        DraftValues.LogLevel(draft, file.Take("LOG_LEVEL"));
        if (file.Take("CLAUDE_MODEL_PROXY_AUTO_INSTALL_NODE") is { } node)
        {
            draft.LeaveOut(node.Origin, "Router needs no Node.");
        }
    }

    /// <summary>The key variables of a provider there: ANTHROPIC_API_KEY is Anthropic's own.</summary>
    internal static IEnumerable<string> KeyVariables(ProviderPreset preset) => preset.Name == "anthropic" ? ["ANTHROPIC_API_KEY", .. preset.KeyVariables] : preset.KeyVariables;

    /// <summary>The base URL variables of a provider there.</summary>
    internal static IEnumerable<string> BaseUrlVariables(ProviderPreset preset) => preset.Name == "anthropic" ? ["ANTHROPIC_BASE_URL", .. preset.BaseUrlVariables] : preset.BaseUrlVariables;

    private static void Models(VariableSource file, RouterDraft draft, List<ProviderPreset> presets)
    {
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        string? Variable(string name)
        {
            if (file.Take(name) is not { } variable)
            {
                return null;
            }

            origins[name] = variable.Origin;
            return variable.Value;
        }

        var problems = new List<ConfigProblem>();
        IReadOnlyList<NamedTarget> names = ModelVariables.Read(Variable, problems).Names(presets);
        foreach (ConfigProblem problem in problems)
        {
            draft.LeaveOut(file.File, problem.Text);
        }

        foreach (NamedTarget name in names)
        {
            string? origin = name.Variable is { } variable ? origins.GetValueOrDefault(variable) : null;
            if (name.Provider is { } provider)
            {
                draft.AddModel(name.Name, $"{provider}/{name.Model}", origin ?? "a default of that proxy");
            }
            else if (name.Variable is not null)
            {
                draft.LeaveOut(origin ?? file.File, $"\"{name.Name}\" leads to no provider that has a key here.");
            }
        }

        if (presets.FirstOrDefault(preset => preset.Tiers is not null) is { Tiers: { } tiers } first)
        {
            // Names that no entry matches were refused there; Claude Code's own names find a model here.
            foreach ((string tier, string model) in (ReadOnlySpan<(string, string)>)[("opus", tiers.Opus), ("sonnet", tiers.Sonnet), ("haiku", tiers.Haiku), ("default", tiers.Sonnet)])
            {
                draft.Tier(tier, $"{first.Name}/{model}", "for names that no model has");
            }
        }
    }

    private static void Listen(VariableSource file, RouterDraft draft)
    {
        SourceVariable? url = file.Take("BASE_URL");
        SourceVariable? port = file.Take("PORT");
        string number = DraftValues.Port(draft, port) ?? "8787";
        draft.Listen("127.0.0.1", number, port?.Origin ?? "PORT's default");
        if (url is not null && Uri.TryCreate(url.Value, UriKind.Absolute, out Uri? address) && !ListenAddress.IsLoopback(address.Host))
        {
            draft.Settings.Set("hosts", new JsonArray(address.Host), url.Origin);
        }
    }

    private static IEnumerable<SourceVariable> Inside(SourceVariable advanced, ICollection<ImportNote> notes)
    {
        try
        {
            using var document = JsonDocument.Parse(advanced.Value);
            return [.. document.RootElement.EnumerateObject().Select(member => new SourceVariable(
                member.Name, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText(), $"{advanced.Origin}.{member.Name}"))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            notes.Add(new ImportNote(ImportNoteKind.LeftOut, advanced.Origin, "It is not a JSON object."));
            return [];
        }
    }
}
