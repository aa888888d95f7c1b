using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Remote;

namespace Router.Api.CommandLine;

/// <summary><c>router cache stats | clear | clear-expired  [--tenant ID] [--model NAME] [--url URL] [--config FILE] [--json]</c></summary>
internal static class CacheCommand
{
    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only this tenant (default: all that the key may see).", HelpName = "ID" };
        var model = new Option<string?>("--model") { Description = "Only answers to this model as it was asked for.", HelpName = "NAME" };

        var commands = new GatewayCommands<CacheCalls>(config, console, call => new CacheCalls(
            call.Gateway, console, call.Options, call.AsJson, CacheCalls.Filter(call.Parsed.GetValue(tenant), call.Parsed.GetValue(model)), call.Cancellation));
        return new Command("cache", "See and clear the response cache of a running gateway. Exit code 0: done, 1: refused or no answer, 2: wrong usage or configuration.")
        {
            commands.Make("stats", "What is kept, and what was done since the start, by tenant and model.", static (_, calls) => calls.StatsAsync(), tenant, model),
            commands.Make("clear", "Forget answers.", static (_, calls) => calls.ClearAsync(onlyExpired: false), tenant, model),
            commands.Make("clear-expired", "Forget answers that have expired.", static (_, calls) => calls.ClearAsync(onlyExpired: true), tenant, model),
        };
    }
}
