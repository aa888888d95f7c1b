namespace Router.Core.Configuration;

/// <summary>Base URLs of providers.</summary>
public static class BaseUrl
{
    private const string NamedScheme = "https+http";

    private static readonly string[] Endpoints = ["/messages", "/chat/completions"];

    /// <summary>Whether a URL names a service of a composition, to be looked up: <c>https+http://ollama</c>.</summary>
    public static bool IsNamed(Uri url) => url.Scheme == NamedScheme;

    /// <summary>Takes an absolute URL, http, https or of a named service, without user information, query and fragment.</summary>
    /// <param name="text">The text.</param>
    /// <param name="url">The URL.</param>
    /// <param name="problem">What is wrong and how to fix it.</param>
    public static bool TryParse(string text, out Uri? url, out string? problem)
    {
        problem = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || url is not { Scheme: "http" or "https" or NamedScheme } found)
        {
            problem = "must be a whole URL such as \"https://api.example.com/v1\"";
        }
        else if (url.UserInfo.Length > 0)
        {
            problem = "must not hold a user name or password; put the secret into \"credentials\"";
        }
        else if (url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            problem = "must end before \"?\" or \"#\"; put parameters into \"query\"";
        }

        else if (Array.Find(Endpoints, endpoint => found.AbsolutePath.TrimEnd('/').EndsWith(endpoint, StringComparison.OrdinalIgnoreCase)) is { } endpoint)
        {
            problem = $"must end before \"{endpoint}\": the gateway adds that itself";
        }

        return problem is null;
    }
}
