using Router.Api.Import;
using Router.Api.Import.Drafting;
using Router.Api.Import.Sources;
using Router.Api.Import.Systems;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>Whatever an import reads stands in the tables, and whatever stands there is read.</summary>
public sealed class ImportCoverageTests
{
    [Fact]
    public void OneProvider_ReadsTheTablesVariables() => Same(ImportRows.OneProvider, Asked("OPENAI_API_KEY", (file, draft) => OneProviderImport.Apply(file, draft, oneOfSeveral: false)));

    [Fact]
    public void OneModel_ReadsTheTablesVariables() => Same(ImportRows.OneModel, Asked("TARGET_API_KEY", OneModelImport.Apply));

    [Fact]
    public void ManyProviders_ReadsTheTablesVariables() => Same(ImportRows.ManyProviders, Asked("DEEPSEEK_API_KEY", ManyProvidersImport.Apply));

    [Fact]
    public void ModelsFile_KnowsTheTablesFields() => Same(ImportRows.ModelsFile, ModelsFileImport.Known);

    [Fact]
    public void Wrapper_KnowsTheTablesFields() => Same(ImportRows.Wrapper, WrapperImport.Known);

    [Fact]
    public void RouterFile_KnowsTheTablesMembers() => Same(ImportRows.RouterFile, RouterFileImport.Known);

    private static void Same(string system, IEnumerable<string> known) => Assert.Equal(
        known.Order(StringComparer.Ordinal), ImportRows.All.Where(row => row.System == system).Select(row => row.Name).Order(StringComparer.Ordinal));

    private static IReadOnlyCollection<string> Asked(string variable, Action<VariableSource, RouterDraft> import)
    {
        var file = new VariableSource(".env", [new SourceVariable(variable, "sk-some-key", variable)]);
        import(file, new RouterDraft());
        return file.Asked;
    }
}
