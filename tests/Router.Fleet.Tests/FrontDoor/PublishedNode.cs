using System.Diagnostics;
using System.Reflection;
using Router.Api.Tests.Testing;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>What <c>dotnet publish</c> makes of a node, and what an image of it holds in its folder.</summary>
internal static class PublishedNode
{
    /// <summary>Publishes it, out of what was built for the tests, and gives the path of the program, which an image starts by <c>dotnet</c>.</summary>
    public static async Task<string> PublishAsync(string folder)
    {
        string configuration = typeof(PublishedNode).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet", ["publish", "Router.Fleet", "--no-build", "-c", configuration, "-o", folder, "-nologo", "-v", "quiet", "--disable-build-servers"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Repository.Root,
        };
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{await said}\n{await errors}");
        return Path.Combine(folder, "Router.Fleet.dll");
    }
}
