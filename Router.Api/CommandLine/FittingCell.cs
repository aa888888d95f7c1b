using Spectre.Console;

namespace Router.Api.CommandLine;

/// <summary>A cell.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Style">Its style; null for the plain one.</param>
internal readonly record struct FittingCell(string Text, Style? Style = null)
{
    public static implicit operator FittingCell(string text) => new(text);
}
