using System.Diagnostics;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>The command line, as people run it.</summary>
internal static class RouterProgram
{
    /// <summary>Runs a command with the admin key of the nodes, and tells its exit code and what it said.</summary>
    /// <param name="folder">Where it is run; null for anywhere.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<(int Code, string Said)> RunAsync(string? folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "router.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder ?? "",
        };
        start.Environment["ROUTER_ADMIN_KEY"] = DoorProcess.AdminKey;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, (said + await errors).Trim());
    }
}
