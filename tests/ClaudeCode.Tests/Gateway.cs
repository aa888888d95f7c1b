using Router.Api.Hosting;
using Router.Core.Configuration;

namespace ClaudeCode.Tests;

/// <summary>The gateway as the executable starts it, for the real client.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    public const string Key = "sk-rtr-the-users-own-key";
    private readonly RouterApplication _application;
    private readonly DirectoryInfo _folder;

    private readonly bool _isFolderOurs;

    private Gateway(RouterApplication application, DirectoryInfo folder, bool isFolderOurs) => (_application, _folder, _isFolderOurs) = (application, folder, isFolderOurs);

    public string Address => _application.Addresses.First();

    /// <summary>Starts with the providers as targets, in order, for every Claude name.</summary>
    /// <param name="members">More members of router.json's root, each led by a comma.</param>
    /// <param name="retries">The providers' retries.</param>
    /// <param name="baseUrls">Where the providers are.</param>
    public static Task<Gateway> StartAsync(string members, int retries, params string[] baseUrls) =>
        StartAsync(members, retries, [.. baseUrls.Select(url => ("native", url))]);

    /// <inheritdoc cref="StartAsync(string, int, string[])"/>
    /// <param name="providers">Each provider's style and address.</param>
    public static Task<Gateway> StartAsync(string members, int retries, params (string Style, string Url)[] providers)
    {
        string entries = string.Join(',', providers.Select((provider, index) => $$""" "p{{index}}": { "style": "{{provider.Style}}", "baseUrl": "{{provider.Url}}", "credentials": ["upstream-secret"], "retries": {{retries}} }"""));
        string targets = string.Join(',', providers.Select((_, index) => $"\"p{index}/*\""));
        return StartAsync($$"""{ "providers": { {{entries}} }, "models": { "claude-*": { "targets": [{{targets}}] } }, "keys": [ { "key": "{{Key}}", "user": "alice" } ], "admin": { "key": "the-admin-key" }{{members}} }""");
    }

    /// <summary>Starts in an empty folder, with a configuration or with none.</summary>
    public static async Task<Gateway> StartAsync(string? configuration)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("router-claude-");
        if (configuration is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "router.json"), configuration);
        }

        return new Gateway(await RunAsync(folder.FullName, []), folder, isFolderOurs: true);
    }

    /// <summary>Starts in a folder that has its router.json already, and stays.</summary>
    public static async Task<Gateway> StartInAsync(string folder, Dictionary<string, string> environment) => new(await RunAsync(folder, environment), new DirectoryInfo(folder), isFolderOurs: false);

    private static Task<RouterApplication> RunAsync(string folder, Dictionary<string, string> environment) => SingleMachineHost.StartAsync(
        new StartOptions { Folder = folder, Urls = "http://127.0.0.1:0", Environment = new RouterEnvironment(environment) },
        new OperatorConsole(TextWriter.Null, TextWriter.Null, IsTerminal: false),
        CancellationToken.None);

    /// <summary>The client key that a first start made.</summary>
    public string FirstKey() => File.ReadLines(Path.Combine(_folder.FullName, "state", "first-keys"))
        .First(line => line.Contains("ANTHROPIC_API_KEY=", StringComparison.Ordinal)).Split('=')[1].Trim();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        if (_isFolderOurs)
        {
            _folder.Delete(recursive: true);
        }
    }
}
