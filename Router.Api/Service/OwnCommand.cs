namespace Router.Api.Service;

/// <summary>How this program is started: its executable, or the runtime and its assembly.</summary>
internal static class OwnCommand
{
    /// <summary>The words of the command line before the arguments.</summary>
    public static IReadOnlyList<string> Words { get; } = Find(Environment.ProcessPath, Path.Combine(AppContext.BaseDirectory, "router.dll"));

    internal static IReadOnlyList<string> Find(string? process, string assembly)
    {
        string name = Path.GetFileNameWithoutExtension(process ?? "");
        return string.Equals(name, "router", StringComparison.OrdinalIgnoreCase) ? [process!]
            : [string.Equals(name, "dotnet", StringComparison.OrdinalIgnoreCase) ? process! : "dotnet", assembly];
    }
}
