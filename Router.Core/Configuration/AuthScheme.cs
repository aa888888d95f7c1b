namespace Router.Core.Configuration;

/// <summary>How a provider takes its credential.</summary>
public enum AuthScheme
{
    /// <summary><c>Authorization: Bearer …</c></summary>
    Bearer,

    /// <summary><c>x-api-key: …</c></summary>
    XApiKey,

    /// <summary><c>api-key: …</c> (Azure OpenAI)</summary>
    ApiKey,

    /// <summary>No credential is sent.</summary>
    None,
}
