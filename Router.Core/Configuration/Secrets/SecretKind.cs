namespace Router.Core.Configuration.Secrets;

/// <summary>Where a secret comes from.</summary>
public enum SecretKind
{
    /// <summary>The text itself.</summary>
    Value,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>A file.</summary>
    File,

    /// <summary>The tenant's vault.</summary>
    Vault,

    /// <summary>The client's own key (bring your own).</summary>
    Client,

    /// <summary>No credential.</summary>
    None,
}
