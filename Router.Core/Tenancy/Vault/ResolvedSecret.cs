namespace Router.Core.Tenancy.Vault;

/// <summary>The answer to who needs a secret: whoever asked disposes of it next to its use.</summary>
public sealed class ResolvedSecret : IDisposable
{
    internal ResolvedSecret(VaultPath source) => Source = source;

    internal ResolvedSecret(VaultProblem problem) => Problem = problem;

    /// <summary>Why there is none; null when there is one.</summary>
    public VaultProblem? Problem { get; }

    /// <summary>The entry that it comes from; null when there is none.</summary>
    public VaultPath? Source { get; }

    /// <summary>The secret; null when there is none.</summary>
    public SecretBuffer? Secret { get; internal init; }

    /// <summary>Its fingerprint, 16 hexadecimal digits; null when there is none.</summary>
    public string? Fingerprint { get; internal init; }

    /// <summary>The secret before it while their overlap lasts, for a provider that does not take the new one yet; else null.</summary>
    public SecretBuffer? Previous { get; internal init; }

    /// <summary>The fingerprint of the secret before it; null when there is none.</summary>
    public string? PreviousFingerprint { get; internal init; }

    /// <summary>Overwrites the secrets.</summary>
    public void Dispose()
    {
        Secret?.Dispose();
        Previous?.Dispose();
    }

    /// <summary>Where it comes from, or why there is none.</summary>
    public override string ToString() => Problem?.ToString() ?? $"(secret of {Source})";
}
