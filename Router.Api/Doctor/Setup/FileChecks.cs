using Router.Api.Configuration;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Api.Doctor.Setup;

/// <summary>What loading the configuration says of it.</summary>
internal static class FileChecks
{
    private const string WholeFile = "file";

    public static IEnumerable<Check> Errors(ConfigResult loaded) => loaded.Errors.Select(error => Check.Failed(NameOf(error), error.Text));

    public static IEnumerable<Check> Loaded(RouterConfig config)
    {
        yield return Check.Ok(WholeFile, $"loads: {Number(config.Providers.Length, "provider")}, {Number(config.Models.Length, "model")}, {Number(config.Keys.Length, "client key")}");
    }

    /// <summary>What a start would warn of; <see cref="KeyChecks"/> and <see cref="StateChecks"/> tell theirs themselves.</summary>
    public static IEnumerable<Check> Warnings(IEnumerable<ConfigProblem> warnings, RouterSnapshot snapshot) =>
        warnings.Where(warning => warning.Text != snapshot.SignInProblem && warning.Key != StateChecks.Name).Select(warning => Check.Warning(NameOf(warning), warning.Text));

    private static string NameOf(ConfigProblem problem) => problem.Key.Length == 0 ? WholeFile : problem.Key;

    private static string Number(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
