using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>The published composition's file, as Compose reads it: <c>${NAME}</c> is filled in from .env, <c>$$</c> is a <c>$</c>.</summary>
/// <param name="filledIn">What an operator writes into .env.</param>
internal sealed class ComposeFile(IReadOnlyDictionary<string, string> filledIn)
{
    private readonly YamlMappingNode _services = Read();

    /// <summary>A service's environment variables.</summary>
    public Dictionary<string, string> EnvironmentOf(string service) =>
        ((YamlMappingNode)_services[service]["environment"]).Children.ToDictionary(variable => Text(variable.Key), variable => Text(variable.Value), StringComparer.Ordinal);

    /// <summary>A service's entry point and command, as a process.</summary>
    public ProcessStartInfo CommandOf(string service)
    {
        string[] words = [.. Words(service, "entrypoint"), .. Words(service, "command")];
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false };
        foreach ((string name, string value) in EnvironmentOf(service))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private IEnumerable<string> Words(string service, string name) => ((YamlSequenceNode)_services[service][name]).Select(Text);

    private string Text(YamlNode node)
    {
        const char Dollar = '\u0001';
        string text = ((YamlScalarNode)node).Value!.Replace("$$", $"{Dollar}", StringComparison.Ordinal);
        foreach ((string name, string value) in filledIn)
        {
            text = text.Replace($"${{{name}}}", value, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('$', text);
        return text.Replace(Dollar, '$');
    }

    private static YamlMappingNode Read()
    {
        var stream = new YamlStream();
        using StreamReader file = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Published", "docker-compose.yaml"));
        stream.Load(file);
        return (YamlMappingNode)stream.Documents[0].RootNode["services"];
    }
}
