using System.Text;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Core.Tests.Configuration;

/// <summary>Loads configurations for tests: <c>("NAME", "value")</c> pairs are the environment.</summary>
internal static class Loaded
{
    public const string Folder = "/srv/router";

    public static RouterEnvironment Environment(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal));

    public static ConfigResult Result(string json, params (string Name, string Value)[] variables) => Result(Encoding.UTF8.GetBytes(json), variables);

    public static ConfigResult Result(byte[] json, params (string Name, string Value)[] variables) =>
        new ConfigLoader(Environment(variables)).Load(json, Folder);

    public static RouterConfig Good(string json, params (string Name, string Value)[] variables) => Good(Result(json, variables));

    public static RouterConfig Good(ConfigResult result)
    {
        Assert.True(result.Errors.IsEmpty, string.Join('\n', result.Errors));
        return result.Config!;
    }

    public static ConfigResult WithoutFile(params (string Name, string Value)[] variables) =>
        new ConfigLoader(Environment(variables)).LoadWithoutFile(Folder);

    /// <summary>The one problem of a file that has exactly one.</summary>
    public static ConfigProblem Problem(string json, params (string Name, string Value)[] variables)
    {
        ConfigResult result = Result(json, variables);
        Assert.Null(result.Config);
        Assert.True(result.Errors.Length == 1, string.Join('\n', result.Errors));
        return result.Errors[0];
    }

    /// <summary>The one provider of a file, written as its members.</summary>
    public static ProviderConfig Provider(string members, params (string Name, string Value)[] variables) =>
        Assert.Single(Good($$"""{ "providers": { "p": { {{members}} } } }""", variables).Providers);
}
