using Router.Api.Import;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>Keys in headers, and names of models where several files come together.</summary>
public sealed class OneProviderImportTests
{
    private const string Key = "OPENAI_API_KEY=unused-key\nBIG_MODEL=b\n";

    [Fact]
    public void BearerInAHeader_IsTakenOff_AndItsVariableHasAnotherNameThanTheOneThatHasIt()
    {
        ImportResult result = Imported.From(".env", $"{Key}CUSTOM_HEADER_AUTHORIZATION=\"Bearer token-of-mine\"");

        Imported.Has(result, "providers/openai/credentials", """["env:CUSTOM_HEADER_AUTHORIZATION_TOKEN"]""");
        Imported.Has(result, "providers/openai/auth", "\"bearer\"");
        ImportNote export = Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.Export);
        Assert.Equal(("export CUSTOM_HEADER_AUTHORIZATION_TOKEN=…", "the value of .env:3 CUSTOM_HEADER_AUTHORIZATION without \"Bearer \""), (export.Text, export.Origin));
        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.LeftOut, Origin: ".env:1 OPENAI_API_KEY" });
    }

    [Fact]
    public void HeaderWithoutBearer_IsExportedAsItIs_AndWhatIsSentIsTold()
    {
        ImportResult result = Imported.From(".env", $"{Key}CUSTOM_HEADER_AUTHORIZATION=token-of-mine");

        Imported.Has(result, "providers/openai/credentials", """["env:CUSTOM_HEADER_AUTHORIZATION"]""");
        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.Export, Origin: "the value of .env:3 CUSTOM_HEADER_AUTHORIZATION" });
        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.Changed, Origin: ".env:3 CUSTOM_HEADER_AUTHORIZATION" } && note.Text.Contains("Bearer", StringComparison.Ordinal));
    }

    [Fact]
    public void HeaderOfAnotherScheme_IsTold_AndTheKeyStays()
    {
        ImportResult result = Imported.From(".env", $"{Key}CUSTOM_HEADER_AUTHORIZATION=\"Basic dXNlcjpwYXNz\"");

        Imported.Has(result, "providers/openai/credentials", """["env:OPENAI_API_KEY"]""");
        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.LeftOut, Origin: ".env:3 CUSTOM_HEADER_AUTHORIZATION" });
        Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.Export);
    }

    [Fact]
    public void SecondKeyInAHeader_IsTold_AndNotAskedFor()
    {
        ImportResult result = Imported.From(".env", $"{Key}CUSTOM_HEADER_X_API_KEY=first-of-two\nCUSTOM_HEADER_API_KEY=second-of-two");

        Imported.Has(result, "providers/openai/credentials", """["env:CUSTOM_HEADER_X_API_KEY"]""");
        Imported.Has(result, "providers/openai/auth", "\"x-api-key\"");
        Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.Export);
        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.LeftOut, Origin: ".env:4 CUSTOM_HEADER_API_KEY" });
    }

    [Theory]
    [InlineData("BIG_MODEL=big\nSMALL_MODEL=small", "claude-local-opus", "claude-local-sonnet", "claude-local-haiku")]
    [InlineData("BIG_MODEL=one\nSMALL_MODEL=one", "claude-local")]
    public void AdviceForASecondPort_NamesModelsThatAreThere(string models, params string[] names)
    {
        ImportResult result = Importer.Import([new(".env-first", Key), new(".env", $"OPENAI_API_KEY=second-key\nOPENAI_BASE_URL=http://127.0.0.1:9999/v1\nPORT=8083\n{models}\n")]);

        string advice = Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.Changed && note.Text.Contains("port 8083", StringComparison.Ordinal)).Text;
        string[] asked = [.. advice.Split("--model ").Skip(1).Select(rest => rest.Split([' ', ',', '.'])[0])];
        Assert.Equal(names, asked);
        Assert.All(asked, model => Assert.NotNull(Imported.At(result, $"models/{model}")));
    }
}
