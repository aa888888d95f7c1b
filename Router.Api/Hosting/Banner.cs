using System.Text;
using Router.Api.Configuration;
using Router.Api.State;
using Router.Core.Configuration;

namespace Router.Api.Hosting;

/// <summary>What the operator reads after a start.</summary>
internal static class Banner
{
    public static async Task WriteAsync(OperatorConsole console, RouterApplication application, FirstKeys keys, ConfigSource source, RouterSnapshot snapshot)
    {
        string address = ForClients(application.Addresses.FirstOrDefault() ?? application.Listen[0]);
        var text = new StringBuilder();
        text.AppendLine($"Router {RouterVersion.Text} listens on {string.Join(", ", application.Addresses)}");
        text.AppendLine($"Configuration: {source.File ?? "none, from the environment"}   Providers: {Names(snapshot.Config)}");
        if (keys.NothingNew)
        {
            text.AppendLine($"Point Claude Code at it: export ANTHROPIC_BASE_URL={address} and ANTHROPIC_API_KEY to a key of this gateway.");
        }
        else if (console.IsTerminal)
        {
            text.AppendLine().AppendLine("First start. These keys are shown once; keep them:").AppendLine();
            text.Append(keys.Lines(address));
        }
        else
        {
            string path = keys.WriteFile(address);
            text.AppendLine($"First start. The new keys and the lines to paste are in {path} (readable by you alone; delete it when you have them).");
        }

        await console.Out.WriteAsync(text);
        await console.Out.FlushAsync();
        keys.Keep();
    }

    private static string Names(RouterConfig config) =>
        config.Providers.IsEmpty
            ? "none. Set a provider's key (ANTHROPIC_UPSTREAM_KEY, DEEPSEEK_API_KEY, …) and start again, or write router.json"
            : string.Join(", ", config.Providers.Select(provider => provider.Name));

    private static string ForClients(string address) =>
        address.Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//[::]:", "//127.0.0.1:", StringComparison.Ordinal);
}
