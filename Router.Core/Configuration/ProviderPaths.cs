namespace Router.Core.Configuration;

/// <summary>
/// Where requests go below a base URL. People write base URLs with the version and without: below one that ends in a version (<c>/v1</c>,
/// <c>/api/paas/v4</c>, <c>/v1beta/openai</c>) nothing is put before the endpoint, else <c>v1/</c>.
/// </summary>
public static class ProviderPaths
{
    /// <summary><c>messages</c> or <c>v1/messages</c>.</summary>
    public static string Messages(Uri baseUrl) => Below(baseUrl, "messages");

    /// <summary><c>chat/completions</c> or <c>v1/chat/completions</c>.</summary>
    public static string ChatCompletions(Uri baseUrl) => Below(baseUrl, "chat/completions");

    private static string Below(Uri baseUrl, string endpoint)
    {
        string[] segments = baseUrl.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool versioned = segments switch
        {
            [.., var last] when IsVersion(last) => true,
            [.., var version, "openai"] => IsVersion(version),
            _ => false,
        };
        return versioned ? endpoint : $"v1/{endpoint}";
    }

    private static bool IsVersion(string segment) => segment is ['v' or 'V', >= '0' and <= '9', ..];
}
