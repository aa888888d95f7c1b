using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Remote;
using Router.Api.Status;

namespace Router.Api.CommandLine;

/// <summary><c>router cache stats | clear | clear-expired  [--tenant ID] [--model NAME] [--url URL] [--config FILE] [--json]</c></summary>
internal static class CacheCommand
{
    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var url = new Option<string?>("--url") { Description = "The gateway to ask (default: where the configuration lets it listen).", HelpName = "URL" };
        var json = new Option<bool>("--json") { Description = "Write the gateway's answer as JSON." };
        var tenant = new Option<string?>("--tenant") { Description = "Only this tenant (default: all that the key may see).", HelpName = "ID" };
        var model = new Option<string?>("--model") { Description = "Only answers to this model as it was asked for.", HelpName = "NAME" };

        Command Leaf(string name, string description, Func<CacheCalls, Task> run)
        {
            var leaf = new Command(name, description) { tenant, model, url, json, config };
            leaf.SetAction((parsed, cancellation) => RunAsync(
                RouterCommand.Options(parsed, config), parsed.GetValue(url), CacheCalls.Filter(parsed.GetValue(tenant), parsed.GetValue(model)), parsed.GetValue(json), console, run, cancellation));
            return leaf;
        }

        return new Command("cache", "See and clear the response cache of a running gateway. Exit code 0: done, 1: refused or no answer, 2: wrong usage or configuration.")
        {
            Leaf("stats", "What is kept, and what was done since the start, by tenant and model.", static calls => calls.StatsAsync()),
            Leaf("clear", "Forget answers.", static calls => calls.ClearAsync(onlyExpired: false)),
            Leaf("clear-expired", "Forget answers that have expired.", static calls => calls.ClearAsync(onlyExpired: true)),
        };
    }

    /// <summary>Finds the gateway and does it.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(
        StartOptions options, string? url, string filter, bool json, OperatorConsole console, Func<CacheCalls, Task> run, CancellationToken cancellation)
    {
        try
        {
            using var gateway = new GatewayAdmin(StatusTarget.Find(options, url, console.Error));
            await run(new CacheCalls(gateway, console, options, json, filter, cancellation));
            return 0;
        }
        catch (StartException exception)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception.ExitCode;
        }
    }
}
