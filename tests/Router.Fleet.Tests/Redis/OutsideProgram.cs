namespace Router.Fleet.Tests.Redis;

/// <summary>A program that the repository can't bring. A missing one skips the test by name; with ROUTER_TEST_REQUIRE=all it fails it.</summary>
internal static class OutsideProgram
{
    public static string Require(string name, string install)
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is not null)
        {
            return found;
        }

        string reason = $"needs \"{name}\" on PATH: {install}";
        Assert.SkipUnless(string.Equals(Environment.GetEnvironmentVariable("ROUTER_TEST_REQUIRE"), "all", StringComparison.Ordinal), reason);
        Assert.Fail(reason);
        return "";
    }
}
