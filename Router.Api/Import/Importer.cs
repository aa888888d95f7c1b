using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Import.Drafting;
using Router.Api.Import.Sources;
using Router.Api.Import.Systems;
using Router.Core.Configuration.Loading;

namespace Router.Api.Import;

/// <summary>Turns the files of other proxies into one router.json. Which proxy a file is of, it says itself.</summary>
internal static class Importer
{
    private static readonly string[] OfOneModel = ["TARGET_", "DISGUISE_", "CACHE_", "PROXY_"];
    private static readonly string[] OfOneProvider = ["BIG_MODEL", "MIDDLE_MODEL", "SMALL_MODEL", "CUSTOM_HEADER_", "AZURE_API_VERSION", "REQUESTY_", "MAX_TOKENS_LIMIT", "MIN_TOKENS_LIMIT", "REQUEST_TIMEOUT", "HOST"];

    /// <summary>Variables that any program may have: they alone make no file that of a proxy.</summary>
    private static readonly string[] OfAnyProgram =
        ["HOST", "PORT", "BASE_URL", "LOG_LEVEL", "REQUEST_TIMEOUT", "MAX_RETRIES", "PROXY_HOST", "PROXY_PORT", "CACHE_ENABLED", "CACHE_TTL", "CACHE_DIR"];

    /// <summary>Imports.</summary>
    /// <param name="files">The files, in the order of the command line.</param>
    /// <param name="hasSchema">Whether router.schema.json lies where the result is to be written.</param>
    /// <exception cref="ImportException">A file can't be understood or is of no proxy, no provider comes out of them, or what comes out has errors.</exception>
    public static ImportResult Import(IReadOnlyList<SourceFile> files, bool hasSchema = false)
    {
        var draft = new RouterDraft();
        Source[] sources = [.. files.Select(file => Open(file, draft))];
        bool several = sources.Count(source => source.Kind == SourceKind.OneProvider) > 1;
        foreach (Source source in sources)
        {
            Apply(source, draft, several);
        }

        if (!draft.ProviderNames.Any())
        {
            throw new ImportException($"These files name no provider that Router could ask.{LeftOut(draft)}");
        }

        string text = draft.Write([.. files.Select(file => file.Name)], hasSchema);
        if (draft.Secrets.Holds(text))
        {
            // Whatever way a secret took: it must not be written.
            throw new ImportException("A secret of these files also stands in a place that is not one (a name, an address or a header); take it out there, and import again.");
        }

        ConfigResult check = RouterDraft.Check(text, Directory.GetCurrentDirectory());
        return check.Errors.Length > 0
            ? throw new ImportException($"What these files say makes no valid router.json:{Lines(check.Errors.Select(error => draft.OriginOf(error.Key) is { } origin ? $"{error} (from {origin})" : $"{error}"))}{LeftOut(draft)}")
            : new ImportResult(text, [.. draft.Secrets.Exports, .. draft.Notes]);
    }

    /// <summary>What else is wrong with files that are refused.</summary>
    private static string LeftOut(RouterDraft draft)
    {
        string[] told = [.. draft.Notes.Where(note => note.Kind == ImportNoteKind.LeftOut).Select(note => $"{note.Origin}: {note.Text}")];
        return told.Length == 0 ? "" : $"{Environment.NewLine}Not carried over:{Lines(told)}";
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{Environment.NewLine}  - {line}"));

    private static Source Open(SourceFile file, RouterDraft draft)
    {
        string text = file.Text.TrimStart('\uFEFF');
        if (file.Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || text.TrimStart().StartsWith("- ", StringComparison.Ordinal))
        {
            return new Source(SourceKind.ModelsFile, file.Name, text, null, null);
        }

        if (text.TrimStart().StartsWith('{'))
        {
            JsonObject root = JsonSource.Read(file.Name, text);
            SourceKind kind = RouterFileImport.Is(root) ? SourceKind.RouterFile : WrapperImport.Is(root) ? SourceKind.Wrapper : SourceKind.ManyProviders;
            return new Source(kind, file.Name, text, kind == SourceKind.ManyProviders ? Variables(file.Name, root) : null, root);
        }

        VariableSource variables = DotEnv.Read(file.Name, text, draft.Notes);
        return new Source(KindOf(variables), file.Name, text, variables, null);
    }

    private static SourceKind KindOf(VariableSource variables)
    {
        bool Any(string[] prefixes) => variables.Names.Any(name => Array.Exists(prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        return Any(OfOneModel) ? SourceKind.OneModel : Any(OfOneProvider) ? SourceKind.OneProvider : SourceKind.ManyProviders;
    }

    private static void Apply(Source source, RouterDraft draft, bool several)
    {
        VariableSource? variables = source.Variables;
        switch (source.Kind)
        {
            case SourceKind.OneProvider:
                OneProviderImport.Apply(variables!, draft, several);
                break;
            case SourceKind.OneModel:
                OneModelImport.Apply(variables!, draft);
                break;
            case SourceKind.ManyProviders:
                variables = ManyProvidersImport.Open(variables!, draft.Notes);
                ManyProvidersImport.Apply(variables, draft);
                break;
            case SourceKind.ModelsFile:
                new ModelsFileImport(source.Name, draft).Apply(source.Text);
                break;
            case SourceKind.Wrapper:
                WrapperImport.Apply(source.Name, source.Json!, draft);
                break;
            default:
                new RouterFileImport(source.Name, draft).Apply(source.Json!);
                break;
        }

        if (variables is not null && !variables.Names.Except(OfAnyProgram, StringComparer.Ordinal).Any(variables.Asked.Contains))
        {
            throw new ImportException(
                $"{source.Name} is no file of a proxy that import knows; it reads a .env of theirs, a models.yaml, a cc-proxy.json, a claude-code-router config.json, and a JSON object of environment variables.");
        }

        foreach (SourceVariable unknown in variables?.Rest ?? [])
        {
            draft.LeaveOut(unknown.Origin, "Router does not know this variable.");
        }
    }

    /// <summary>A JSON object of variables, as an installer keeps them.</summary>
    private static VariableSource Variables(string name, JsonObject root)
    {
        if (!root.All(member => member.Key.Length > 0 && member.Key.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_')))
        {
            throw new ImportException($"{name} is neither a claude-code-router config.json (with \"Providers\"), nor a cc-proxy.json (entries with \"base_url\"), nor an object of environment variables.");
        }

        return new VariableSource(name, [.. root.Select(member => new SourceVariable(
            member.Key, member.Value?.GetValueKind() == JsonValueKind.String ? (string)member.Value! : member.Value?.ToJsonString() ?? "", $"{name} {member.Key}"))]);
    }

    private sealed record Source(SourceKind Kind, string Name, string Text, VariableSource? Variables, JsonObject? Json);
}
