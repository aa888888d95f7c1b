namespace Router.Core.Tenancy.Directory;

/// <summary>One reason for a refusal.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Field">The field, as a path: <c>settings.rules.networks[0]</c>.</param>
/// <param name="Text">What is wrong with it and how to fix it.</param>
public sealed record DirectoryProblem(DirectoryProblemKind Kind, string Field, string Text)
{
    /// <summary>Field and text.</summary>
    public override string ToString() => $"{Field}: {Text}";
}
