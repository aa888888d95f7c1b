using System.CommandLine.Parsing;
using System.Globalization;

namespace Router.Api.CommandLine;

/// <summary>Reads whole numbers of the command line, and says in plain words what is none.</summary>
internal static class PlainNumber
{
    /// <summary>Reads the value of an option.</summary>
    /// <param name="result">The option as it was given.</param>
    /// <param name="what">What it is, with its article: <c>a port</c>.</param>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most that is taken.</param>
    /// <returns>The number; null, with an error, for anything else.</returns>
    public static long? Read(ArgumentResult result, string what, long least, long most)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most)
        {
            return number;
        }

        string option = (result.Parent as OptionResult)?.IdentifierToken?.Value ?? what;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option}: {text} is not {what}, a number from {least} to {most}"));
        return null;
    }
}
