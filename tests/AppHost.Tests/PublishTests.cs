using System.Diagnostics;

namespace CompositionTests;

/// <summary>What publishing writes, against what was written when somebody looked at it last: the files in <c>Published</c>.</summary>
public sealed class PublishTests : IDisposable
{
    private const string MasterKey = "the-master-key-of-a-test-0123456789";
    private const string AdminKey = "the-admin-key-of-a-test-0123456789";
    private const string ProviderKey = "the-provider-key-of-a-test-0123456789";

    private readonly string _folder = Directory.CreateTempSubdirectory("router-publish-").FullName;

    [Fact]
    public async Task ComposeFile_HasEachServiceAndVolume_AndNoSecretInClear()
    {
        await PublishAsync();
        foreach (string file in (string[])["docker-compose.yaml", ".env"])
        {
            string written = await File.ReadAllTextAsync(Path.Combine(_folder, file));
            foreach (string secret in (string[])[MasterKey, AdminKey, ProviderKey])
            {
                Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
            }

            string snapshot = Path.Combine(AppContext.BaseDirectory, "Published", file.TrimStart('.'));
            Assert.Equal(File.Exists(snapshot) ? await File.ReadAllTextAsync(snapshot) : "", written);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task PublishAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AppHost.dll"), "--operation", "publish", "--step", "publish", "--output-path", _folder])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = _folder,
        };
        (start.Environment["Parameters__master_key"], start.Environment["Parameters__admin_key"], start.Environment["ANTHROPIC_UPSTREAM_KEY"]) = (MasterKey, AdminKey, ProviderKey);
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        Assert.True(process.ExitCode == 0, $"{await said}\n{await errors}");
    }
}
