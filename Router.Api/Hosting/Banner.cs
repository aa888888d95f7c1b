using System.Text;
using Router.Api.Configuration;
using Router.Api.State;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Dashboard.Hosting;

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
        text.AppendLine($"Dashboard: {address}{DashboardEndpoints.Root}/");
        if (application.Addresses.FirstOrDefault(IsEveryAddress) is { } everywhere)
        {
            text.AppendLine($"From other machines: {WithHost(everywhere, "<this machine's name or address>")}");
        }

        AppendSignIn(text, address, keys, snapshot);
        AppendNewKeys(text, address, keys, console.IsTerminal);

        await console.Out.WriteAsync(text);
        await console.Out.FlushAsync();
        keys.Keep();
    }

    private static string Names(RouterConfig config) => config.Providers switch
    {
        [] => "none. router.json names no provider: add \"providers\", or delete the file and start again to use those whose key variables are set",
        [var only] when only.Preset == ProviderPresets.Demo.Name => $"a demo model, so that you can try the client. {Advice}",
        var providers => string.Join(", ", providers.Select(provider => provider.Name)),
    };

    private const string Advice = "For real ones set a key (ANTHROPIC_UPSTREAM_KEY, OPENAI_API_KEY, DEEPSEEK_API_KEY, …) and start again, or write router.json";

    private static void AppendNewKeys(StringBuilder text, string address, FirstKeys keys, bool isTerminal)
    {
        if (!keys.NothingNew && isTerminal)
        {
            text.AppendLine().AppendLine("First start. These keys are shown once; keep them:").AppendLine();
            text.Append(keys.Lines(address));
        }
        else if (!keys.NothingNew)
        {
            string path = keys.WriteFile(address);
            string what = keys.HasClient ? "The new keys and the lines to paste are" : "The new admin key is";
            text.AppendLine($"First start. {what} in {path} (readable by you alone; delete it when you have it).");
        }
    }

    private static void AppendSignIn(StringBuilder text, string address, FirstKeys keys, RouterSnapshot snapshot)
    {
        if (snapshot.SignInProblem is { } problem)
        {
            text.AppendLine().AppendLine($"*** {problem}").AppendLine();
        }
        else if (snapshot.Config.Access == AccessMode.Open)
        {
            text.AppendLine("No key is needed on this machine (\"access\": \"open\"); Claude Code wants to see one all the same:").AppendLine();
            text.AppendLine($"  export ANTHROPIC_BASE_URL={address}");
            text.AppendLine("  export ANTHROPIC_API_KEY=anything").AppendLine();
        }
        else if (keys.NothingNew)
        {
            text.AppendLine($"Point Claude Code at it: export ANTHROPIC_BASE_URL={address} and ANTHROPIC_API_KEY to a key of this gateway{Where(keys, snapshot)}.");
        }
    }

    private static string Where(FirstKeys keys, RouterSnapshot snapshot) => keys.EarlierFileHasClient ? $" (those of the first start are still in {keys.EarlierFile})"
        : !snapshot.Config.Keys.IsEmpty ? ""
        : " (lost? Delete keys.json in the state folder and start again: new ones are made)";

    private static string ForClients(string address) => IsEveryAddress(address) ? WithHost(address, "127.0.0.1") : address;

    private static bool IsEveryAddress(string address) => address.StartsWith("http://0.0.0.0:", StringComparison.Ordinal) || address.StartsWith("http://[::]:", StringComparison.Ordinal);

    private static string WithHost(string address, string host) => $"http://{host}{address[address.LastIndexOf(':')..]}";
}
