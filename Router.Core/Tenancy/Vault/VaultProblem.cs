namespace Router.Core.Tenancy.Vault;

/// <summary>Why a vault can't do what was asked.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Field">The field that is wrong.</param>
/// <param name="Text">What is wrong and how to fix it; never a secret.</param>
public sealed record VaultProblem(VaultProblemKind Kind, string Field, string Text)
{
    /// <summary>Field and text.</summary>
    public override string ToString() => $"{Field}: {Text}";
}
