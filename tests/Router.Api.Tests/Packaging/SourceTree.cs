using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Packaging;

/// <summary>A copy of the sources, with files lying in it that must reach no package. What is built in it disturbs nobody who runs from the repository.</summary>
public sealed class SourceTree : IDisposable
{
    private readonly TestFolder _folder = new();

    public SourceTree()
    {
        foreach (string pattern in (string[])["*.props", ".editorconfig", "global.json", "README.md", "LICENSE"])
        {
            Copy(Repository.Root, _folder.Path, pattern);
        }

        foreach (string project in (string[])["Router.Protocol", "Router.Core", "Router.Dashboard", "Router.Api", "packaging"])
        {
            CopyTree(Path.Combine(Repository.Root, project), _folder.File(project));
        }

        foreach (string stray in Strays)
        {
            string path = _folder.File(Path.Combine("Router.Api", stray));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            System.IO.File.WriteAllText(path, "{}");
        }
    }

    /// <summary>What a gateway that was tried from the project's folder leaves there.</summary>
    public static IReadOnlyList<string> Strays { get; } = ["router.json", "appsettings.json", "appsettings.Production.json", "state/master.key", "Properties/launchSettings.json"];

    public string Root => _folder.Path;

    public void Dispose() => _folder.Dispose();

    public string File(string name) => _folder.File(name);

    /// <summary>Runs a command in it, to its end.</summary>
    /// <returns>The exit code and what it wrote.</returns>
    public async Task<(int Code, string Output)> RunAsync(string file, params string[] arguments)
    {
        using ProcessRun process = ProcessRun.Start(Root, new() { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" }, file, arguments);
        int code = await process.WaitAsync(TimeSpan.FromMinutes(15));
        return (code, process.Output);
    }

    private static void Copy(string from, string to, string pattern)
    {
        foreach (string file in Directory.EnumerateFiles(from, pattern))
        {
            System.IO.File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
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
