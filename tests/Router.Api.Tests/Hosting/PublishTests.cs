using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Hosting;

public sealed class PublishTests
{
    private static readonly string[] Strays = ["router.json", "appsettings.json", "appsettings.Production.json", "state/master.key", "Properties/launchSettings.json"];

    [Fact]
    public async Task Publish_CarriesNoConfiguration_NoState_AndNoLaunchProfile()
    {
        using var folder = new TestFolder();
        Copy(Repository.Root, folder.Path, "*.props");
        Copy(Repository.Root, folder.Path, ".editorconfig");
        Copy(Repository.Root, folder.Path, "global.json");
        foreach (string project in (string[])["Router.Protocol", "Router.Core", "Router.Dashboard", "Router.Api"])
        {
            CopyTree(Path.Combine(Repository.Root, project), folder.File(project));
        }

        foreach (string stray in Strays)
        {
            string path = folder.File(Path.Combine("Router.Api", stray));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "{}");
        }

        // A build server that this command starts would keep its output open, and the wait for the end of it would last as long as the server.
        using ProcessRun publish = ProcessRun.Start(folder.Path, [], "dotnet", "publish", "Router.Api", "-c", "Release", "-o", folder.File("out"), "-nologo", "-v", "quiet", "--disable-build-servers");
        int code = await publish.WaitAsync(TimeSpan.FromMinutes(15));

        Assert.True(code == 0, publish.Output);
        string[] files = [.. Directory.EnumerateFiles(folder.File("out"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder.File("out"), path))];
        Assert.Contains("router.dll", files);
        Assert.DoesNotContain(files, file => Strays.Any(stray => file.EndsWith(Path.GetFileName(stray), StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(files, file => file.EndsWith(".xml", StringComparison.Ordinal));
    }

    private static void Copy(string from, string to, string pattern)
    {
        foreach (string file in Directory.EnumerateFiles(from, pattern))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        Copy(from, to, "*");
        foreach (string child in Directory.EnumerateDirectories(from).Where(child => Path.GetFileName(child) is not ("bin" or "obj")))
        {
            CopyTree(child, Path.Combine(to, Path.GetFileName(child)));
        }
    }
}
