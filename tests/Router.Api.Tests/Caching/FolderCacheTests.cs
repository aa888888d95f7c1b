using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Caching;

/// <summary>Answers that are kept in the state folder.</summary>
public sealed class FolderCacheTests
{
    private const string InFolder = ", \"cache\": { \"mode\": \"full\", \"store\": \"folder\" }";

    [Fact]
    public async Task Restart_GivesThemAgain_UntilTheyAreKeptInMemory()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Sse(Samples.Stream("An answer to be found"));
        using var folder = new TestFolder { Keep = true };
        Assert.Equal("miss", await AskAsync(folder, provider, InFolder));
        Assert.Equal("hit", await AskAsync(folder, provider, InFolder));
        string file = Assert.Single(Directory.GetFiles(folder.File("state/cache")));
        Assert.DoesNotContain("answer", await File.ReadAllTextAsync(file), StringComparison.Ordinal);

        Assert.Equal("miss", await AskAsync(folder, provider, ", \"cache\": { \"mode\": \"full\" }"));
        Assert.Empty(Directory.GetFiles(folder.File("state/cache")));
        folder.Keep = false;
    }

    /// <summary>A file stands where the folder should be: whoever asks is answered.</summary>
    [Fact]
    public async Task FolderThatCantBeUsed_FailsNoMessage()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Sse(Samples.Stream());
        using var folder = new TestFolder { Keep = true };
        Directory.CreateDirectory(folder.File("state"));
        await File.WriteAllTextAsync(folder.File("state/cache"), "in the way");
        Assert.Equal("miss", await AskAsync(folder, provider, InFolder));
        Assert.Equal("miss", await AskAsync(folder, provider, InFolder));
        folder.Keep = false;
    }

    /// <summary>What could not be kept is not told as kept.</summary>
    [Fact]
    public async Task FolderThatCantBeUsed_StoresNothing()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Sse(Samples.Stream());
        using var folder = new TestFolder { Keep = true };
        Directory.CreateDirectory(folder.File("state"));
        await File.WriteAllTextAsync(folder.File("state/cache"), "in the way");
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(provider.BaseUrl) + InFolder));
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            await ResponseCacheTests.AskAsync(gateway, stream: true);
            JsonNode cache = await gateway.DoneAsync("GET cache");
            Assert.Equal((1, 0, 0), ((int)cache["misses"]!, (int)cache["stored"]!, (int)cache["entries"]!));
        }

        folder.Keep = false;
    }

    private static async Task<string> AskAsync(TestFolder folder, FakeProvider provider, string cache)
    {
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(provider.BaseUrl) + cache));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);
        return (await ResponseCacheTests.AskAsync(gateway, stream: true)).Cache;
    }
}
