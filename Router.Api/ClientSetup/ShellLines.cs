using Router.Core.Configuration.Secrets;

namespace Router.Api.ClientSetup;

/// <summary>Says variables as a shell sets them. Secrets of variables and files are taken there when the line runs, so that none is printed.</summary>
internal static class ShellLines
{
    /// <summary>The line of one variable.</summary>
    public static string Of(ShellName shell, ClientVariable variable) => shell switch
    {
        ShellName.PowerShell => $"$env:{variable.Name} = {PowerShell(variable)}",
        ShellName.Fish => $"set -gx {variable.Name} {Fish(variable)}",
        _ => $"export {variable.Name}={Bash(variable)}",
    };

    private static string Bash(ClientVariable variable) => variable.Reference switch
    {
        { Kind: SecretKind.Environment } reference => $"\"${reference.Text}\"",
        { Kind: SecretKind.File } reference => $"\"$(cat {Single(reference.Text)})\"",
        _ => IsPlain(variable.Value!) ? variable.Value! : Single(variable.Value!),
    };

    private static string Fish(ClientVariable variable) => variable.Reference switch
    {
        { Kind: SecretKind.Environment } reference => $"\"${reference.Text}\"",
        { Kind: SecretKind.File } reference => $"(cat {FishText(reference.Text)})",
        _ => IsPlain(variable.Value!) ? variable.Value! : FishText(variable.Value!),
    };

    private static string PowerShell(ClientVariable variable) => variable.Reference switch
    {
        { Kind: SecretKind.Environment } reference => $"$env:{reference.Text}",
        { Kind: SecretKind.File } reference => $"(Get-Content -Raw {Doubled(reference.Text)}).Trim()",
        _ => Doubled(variable.Value!),
    };

    private static bool IsPlain(string text) => text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' or '/');

    private static string Single(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string FishText(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string Doubled(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
