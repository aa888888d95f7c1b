using System.Net;

namespace CompositionTests;

/// <summary>A machine with neither a container engine nor redis-server, but the .NET tool.</summary>
public sealed class GarnetTests : IDisposable
{
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly string _folder = Directory.CreateTempSubdirectory("router-path-").FullName;

    [Fact]
    public async Task WhereOnlyGarnetIs_ItKeepsTheFleetsState()
    {
        foreach ((string name, string hint) in (ReadOnlySpan<(string, string)>)[("garnet-server", "dotnet tool install -g garnet-server"), ("dotnet", "the .NET SDK")])
        {
            File.CreateSymbolicLink(Path.Combine(_folder, name), OutsideProgram.Require(name, hint));
        }

        Environment.SetEnvironmentVariable("PATH", _folder);
        await using var composition = new Composition();
        await composition.InitializeAsync();
        HashSet<string> nodes = new(StringComparer.Ordinal);
        for (int turn = 0; turn < 40 && nodes.Count < 2; turn++)
        {
            Assert.Equal(HttpStatusCode.OK, await composition.MessageAsync());
            nodes.Add(await composition.NodeAsync());
        }

        Assert.Equal(2, nodes.Count);
        (HttpStatusCode status, string said) = await composition.AddUserAsync("bob"); // what can't be stored is refused
        Assert.True(status == HttpStatusCode.Created, said);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }
}
