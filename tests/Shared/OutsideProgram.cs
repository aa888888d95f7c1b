using Xunit;

namespace Router.Tests;

/// <summary>
/// Programs that a test needs and the repository can't bring. A missing one skips the test by name; with ROUTER_TEST_REQUIRE=all it fails it, unless ROUTER_TEST_WITHOUT names it:
/// one that this machine's package sources don't have.
/// </summary>
internal static class OutsideProgram
{
    /// <summary>The program's path.</summary>
    /// <param name="name">The executable's name on PATH.</param>
    /// <param name="install">How to get it.</param>
    public static string Require(string name, string install)
    {
        if (Find(name) is { } found)
        {
            return found;
        }

        string reason = $"needs \"{name}\" on PATH: {install}";
        bool isRequired = string.Equals(Environment.GetEnvironmentVariable("ROUTER_TEST_REQUIRE"), "all", StringComparison.Ordinal);
        bool isOutOfReach = (Environment.GetEnvironmentVariable("ROUTER_TEST_WITHOUT") ?? "").Split(' ').Contains(name, StringComparer.Ordinal);
        Assert.SkipUnless(isRequired && !isOutOfReach, reason);
        Assert.Fail(reason);
        return "";
    }

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
