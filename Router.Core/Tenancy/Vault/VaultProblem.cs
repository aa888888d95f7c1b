namespace Router.Core.Tenancy.Vault;

/// <summary>Why a vault can't do what was asked.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Field">The field that is wrong.</param>
/// <param name="Text">What is wrong and how to fix it; never a secret.</param>
public sealed record VaultProblem(VaultProblemKind Kind, string Field, string Text)
{
    /// <summary>The entry that it is about: where it was found, or where it is missing, as it was asked for. Null where it is about none.</summary>
    public VaultPath? Entry { get; init; }

    /// <summary>Field and text.</summary>
    public override string ToString() => $"{Field}: {Text}";
}
