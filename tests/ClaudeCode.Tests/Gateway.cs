using Router.Api.Hosting;
using Router.Core.Configuration;

namespace ClaudeCode.Tests;

/// <summary>The gateway as the executable starts it, for the real client.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    public const string Key = "sk-rtr-the-users-own-key";
    private readonly RouterApplication _application;
    private readonly DirectoryInfo _folder;

    private Gateway(RouterApplication application, DirectoryInfo folder) => (_application, _folder) = (application, folder);

    public string Address => _application.Addresses.First();

    /// <summary>Starts with the providers as targets, in order, for every Claude name.</summary>
    /// <param name="members">More members of router.json's root, each led by a comma.</param>
    /// <param name="retries">The providers' retries.</param>
    /// <param name="baseUrls">Where the providers are.</param>
    public static async Task<Gateway> StartAsync(string members, int retries, params string[] baseUrls)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("router-claude-");
        string providers = string.Join(',', baseUrls.Select((url, index) => $$""" "p{{index}}": { "style": "native", "baseUrl": "{{url}}", "credentials": ["upstream-secret"], "retries": {{retries}} }"""));
        string targets = string.Join(',', baseUrls.Select((_, index) => $"\"p{index}/*\""));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "router.json"),
            $$"""{ "providers": { {{providers}} }, "models": { "claude-*": { "targets": [{{targets}}] } }, "keys": [ { "key": "{{Key}}", "user": "alice" } ], "admin": { "key": "the-admin-key" }{{members}} }""");
        RouterApplication application = await SingleMachineHost.StartAsync(
            new StartOptions { Folder = folder.FullName, Urls = "http://127.0.0.1:0", Environment = new RouterEnvironment(new Dictionary<string, string>()) },
            new OperatorConsole(TextWriter.Null, TextWriter.Null, IsTerminal: false),
            CancellationToken.None);
        return new Gateway(application, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
