namespace Router.Api.Hosting;

/// <summary>Where the operator reads: secrets may be shown only when a person sits there.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsTerminal">Whether standard output is a terminal, not a file or a pipe.</param>
public sealed record OperatorConsole(TextWriter Out, TextWriter Error, bool IsTerminal)
{
    /// <summary>Where a person answers questions; empty where nobody does.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>The console of this process.</summary>
    public static OperatorConsole OfProcess() =>
        new(Console.Out, Console.Error, !Console.IsOutputRedirected) { In = Console.IsInputRedirected || Console.IsOutputRedirected ? TextReader.Null : Console.In };
}
