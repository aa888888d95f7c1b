namespace Router.Api.Hosting;

/// <summary>The gateway can't start, for a reason that the operator can mend. The message is the sentence for them.</summary>
public sealed class StartException(string message, int exitCode = StartException.Refused) : Exception(message)
{
    /// <summary>The configuration or the command line is wrong.</summary>
    public const int Misconfigured = 2;

    /// <summary>The machine refuses: a port in use, a folder that can't be written.</summary>
    public const int Refused = 1;

    /// <summary>The exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
