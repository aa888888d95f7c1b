using System.Collections;

namespace Router.Core.Configuration;

/// <summary>The environment variables that the gateway was started with. Empty variables count as not set.</summary>
public sealed class RouterEnvironment
{
    private readonly IReadOnlyDictionary<string, string> _variables;

    /// <summary>Takes the variables, and those inside of <c>ADVANCED_ENV</c>, which go over them.</summary>
    /// <param name="variables">Names and values.</param>
    public RouterEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        _variables = AdvancedVariables.Over(variables, out string? problem);
        Problem = problem;
    }

    /// <summary>What of the variables can't be understood; null for nothing.</summary>
    public string? Problem { get; }

    /// <summary>The configuration file.</summary>
    public const string Config = "ROUTER_CONFIG";

    /// <summary>The address or addresses to listen on.</summary>
    public const string Listen = "ROUTER_LISTEN";

    /// <summary>The state folder.</summary>
    public const string State = "ROUTER_STATE";

    /// <summary>The admin key.</summary>
    public const string AdminKey = "ROUTER_ADMIN_KEY";

    /// <summary>The master key.</summary>
    public const string MasterKey = "ROUTER_MASTER_KEY";

    /// <summary>The log level.</summary>
    public const string LogLevel = "ROUTER_LOG_LEVEL";

    /// <summary>Reverse proxies that are trusted, besides those of the file, with commas between them.</summary>
    public const string Proxies = "ROUTER_PROXIES";

    /// <summary>The variables of this process.</summary>
    public static RouterEnvironment OfProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return new RouterEnvironment(variables);
    }

    /// <summary>A variable's value, trimmed; null when it is not set or empty.</summary>
    public string? Get(string name) => _variables.TryGetValue(name, out string? value) && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The variables that are set and whose names begin so, with their values.</summary>
    public IEnumerable<KeyValuePair<string, string?>> StartingWith(string prefix) =>
        _variables.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && Get(name) is not null).Select(name => new KeyValuePair<string, string?>(name, Get(name)));

    /// <summary>The first of the variables that is set; null when none is.</summary>
    public string? FirstSet(IEnumerable<string> names) => names.FirstOrDefault(name => Get(name) is not null);
}
