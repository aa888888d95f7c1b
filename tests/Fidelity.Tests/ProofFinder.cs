using System.Reflection;
using System.Text.RegularExpressions;
using Xunit.v3;

namespace Fidelity.Tests;

/// <summary>Finds the tests that claims name.</summary>
internal static class ProofFinder
{
    private static readonly string[] Projects = ["Router.Protocol.Tests", "Router.Core.Tests", "Router.Api.Tests", "ClaudeCode.Tests"];

    private static readonly Type[] Classes = [.. Projects.SelectMany(project => Assembly.Load(project).GetExportedTypes())];

    /// <summary>The test of this name.</summary>
    /// <param name="name">As <see cref="Claim.Tests"/> has it.</param>
    /// <returns>Null when there is none, when it never runs, or when the name fits several classes.</returns>
    public static Proof? Find(string name) => name.Contains('/', StringComparison.Ordinal) ? FindFolder(name) : FindMethod(name) ?? FindInFleet(name);

    /// <summary>"Streams/text-plain"</summary>
    private static Proof? FindFolder(string name)
    {
        string[] parts = name.Split('/');
        string path = $"tests/Router.Protocol.Tests/Translation/{parts[0]}/Golden/{parts[^1]}";
        return parts.Length == 2 && Directory.Exists(Path.Combine(Repository.Root, path)) ? new Proof(name, path) : null;
    }

    /// <summary>"SilenceTests.SilenceAfterContent_IsFilledWithPings"</summary>
    private static Proof? FindMethod(string name)
    {
        int dot = name.LastIndexOf('.');
        Type[] classes = [.. Classes.Where(type => dot > 0 && $".{type.FullName}".EndsWith($".{name[..dot]}", StringComparison.Ordinal))];
        return classes is [Type found] && found.GetMethod(name[(dot + 1)..]) is { } method && Runs(method) ? new Proof(name, PathOf(found)) : null;
    }

    /// <summary>"RedisGatewayTests.Stopped_FailsNoRequest": the fleet's tests are looked up in their sources, since what they are built with does not restore everywhere.</summary>
    private static Proof? FindInFleet(string name)
    {
        int dot = name.LastIndexOf('.');
        if (dot <= 0)
        {
            return null;
        }

        string folder = Path.Combine(Repository.Root, "tests/Router.Fleet.Tests");
        string[] files = [.. Directory.GetFiles(folder, $"{name[..dot]}.cs", SearchOption.AllDirectories)];
        string test = $@"^ *\[(Fact|Theory)\]\r?\n( *\[.*\]\r?\n)* *public (async Task|Task|void) {Regex.Escape(name[(dot + 1)..])}\(";
        return files is [string file] && Regex.IsMatch(File.ReadAllText(file), test, RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            ? new Proof(name, Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            : null;
    }

    private static bool Runs(MethodInfo method) => method.GetCustomAttributes().OfType<IFactAttribute>().Any(fact => fact.Skip is null);

    /// <summary>A class has a file of its name in the folder of its namespace.</summary>
    private static string PathOf(Type type)
    {
        string project = type.Assembly.GetName().Name!;
        string folder = type.Namespace![project.Length..].Replace('.', '/');
        return $"tests/{project}{folder}/{type.Name}.cs";
    }
}
