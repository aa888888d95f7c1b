using Microsoft.Extensions.Configuration;
using Router.Api.Hosting;
using StackExchange.Redis;

namespace Router.Fleet.Hosting;

/// <summary>Looks at the connection strings of Redis before anybody connects: what is not understood there is told without a word of it, because it may be a part of the password.</summary>
internal static class RedisAddress
{
    private const string Form = "It must be host:port,password=… with options as StackExchange.Redis reads them; a password must not contain a comma.";

    /// <summary>What stands under a connection's name, there or where Aspire's client looks for it; null for nothing.</summary>
    public static string? Find(IConfiguration configuration, string name) =>
        new[] { $"ConnectionStrings:{name}", $"Aspire:StackExchange:Redis:{name}:ConnectionString", "Aspire:StackExchange:Redis:ConnectionString" }
            .Select(key => configuration[key]).FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));

    /// <summary>The environment variable of a connection.</summary>
    public static string Variable(string name) => $"ConnectionStrings__{name}";

    /// <summary>Looks at a connection string.</summary>
    /// <exception cref="StartException">It can't be understood.</exception>
    public static void Check(string name, string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // What follows a comma in a password would be taken for one more address, and told as that.
        bool hasTorn = parts.Zip(parts.Skip(1)).Any(static pair => pair.First.StartsWith("password=", StringComparison.OrdinalIgnoreCase) && !IsOption(pair.Second));
        if (hasTorn || parts.Any(static part => !IsOption(part) && (part.Contains('@', StringComparison.Ordinal) || part.Contains("://", StringComparison.Ordinal))) || !CanBeParsed(text))
        {
            throw new StartException($"{Variable(name)} can't be read. {Form}", StartException.Misconfigured);
        }

        if (parts.All(IsOption))
        {
            throw new StartException($"{Variable(name)} names no Redis. {Form}", StartException.Misconfigured);
        }
    }

    private static bool IsOption(string part) => part.Contains('=', StringComparison.Ordinal);

    private static bool CanBeParsed(string text)
    {
        try
        {
            ConfigurationOptions.Parse(text);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
