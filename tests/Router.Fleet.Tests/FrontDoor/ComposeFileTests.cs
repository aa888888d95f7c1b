using System.Net;
using System.Text.RegularExpressions;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>The environment that the published composition gives a node starts it, as a plain process too.</summary>
public sealed partial class ComposeFileTests
{
    /// <summary>What a container has and this machine has not: its addresses, paths and collector.</summary>
    private static readonly string[] Places = ["HTTP_PORTS", "ROUTER_CONFIG", "ROUTER_STATE", "ConnectionStrings__state", "Orleans__Endpoints__SiloPort", "Orleans__Endpoints__GatewayPort", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    [Fact]
    public async Task EnvironmentOfThePublishedNode_StartsOne()
    {
        (string Name, string Value)[] published = Environment();
        Assert.All(Places, place => Assert.Contains(published, variable => variable.Name == place));
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess node = await fleet.AddAsync([.. published.Where(variable => !Places.Contains(variable.Name, StringComparer.Ordinal))]);
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
    }

    private static (string Name, string Value)[] Environment()
    {
        string compose = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Published", "docker-compose.yaml"));
        string node = compose[compose.IndexOf("\n  router-api:", StringComparison.Ordinal)..compose.IndexOf("\n  door:", StringComparison.Ordinal)];
        return [.. Variable().Matches(node).Select(match => (match.Groups["name"].Value, Filled(match.Groups["value"].Value)))];
    }

    /// <summary>What an operator writes into .env.</summary>
    private static string Filled(string value) => value switch
    {
        "${ADMIN_KEY}" => DoorProcess.AdminKey,
        "${MASTER_KEY}" => "a master key of a test, long enough",
        _ => value,
    };

    [GeneratedRegex("^      (?<name>\\w+): \"(?<value>.*)\"$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
