using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Switching;

/// <summary>Lines as documentation has them, run by bash.</summary>
internal static class Shell
{
    /// <summary>Runs them in a folder.</summary>
    /// <returns>What they wrote.</returns>
    public static async Task<string> RunAsync(string folder, string lines, Dictionary<string, string>? environment = null)
    {
        string bash = OutsideProgram.Require("bash", "apt-get install bash");
        OutsideProgram.Require("curl", "apt-get install curl");
        using ProcessRun process = ProcessRun.Start(folder, environment ?? [], bash, "-c", $"set -euo pipefail\n{lines}");
        int code = await process.WaitAsync(TimeSpan.FromSeconds(120));
        Assert.True(code == 0, $"exit code {code} of:\n{lines}\n{process.Output}");
        return process.Output;
    }
}
