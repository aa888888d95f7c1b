using System.Diagnostics;
using System.Reflection;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>What <c>dotnet publish</c> makes of a node, and what an image of it holds in its folder.</summary>
internal static class PublishedNode
{
    /// <summary>Publishes it, out of what was built for the tests, and gives the path of the program, which an image starts by <c>dotnet</c>.</summary>
    public static async Task<string> PublishAsync(string folder)
    {
        AssemblyMetadataAttribute built = typeof(PublishedNode).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "Router.Fleet");
        string configuration = typeof(PublishedNode).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet", ["publish", built.Value!, "--no-build", "-c", configuration, "-o", folder, "-nologo", "-v", "quiet", "--disable-build-servers"])
        {
            RedirectStandardOutput = true, UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        Assert.True(process.ExitCode == 0, said);
        return Path.Combine(folder, "Router.Fleet.dll");
    }
}
