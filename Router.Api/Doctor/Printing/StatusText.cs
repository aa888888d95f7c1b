using Router.Core.AdminContract.Checks;
using Spectre.Console;

namespace Router.Api.Doctor.Printing;

/// <summary>How a status is written.</summary>
internal static class StatusText
{
    public static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "ok",
        CheckStatus.Warning => "warning",
        CheckStatus.Failed => "FAILED",
        CheckStatus.Unsupported => "unsupported",
        _ => "skipped",
    };

    public static Style Style(CheckStatus status) => status switch
    {
        CheckStatus.Ok => new Style(Color.Green),
        CheckStatus.Failed => new Style(Color.Red, decoration: Decoration.Bold),
        CheckStatus.Warning or CheckStatus.Unsupported => new Style(Color.Yellow),
        _ => new Style(Color.Grey),
    };
}
