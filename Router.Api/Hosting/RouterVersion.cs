using System.Reflection;

namespace Router.Api.Hosting;

/// <summary>The product's version.</summary>
internal static class RouterVersion
{
    public static string Text { get; } =
        typeof(RouterVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
