using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Remote;
using Router.Api.Status;

namespace Router.Api.CommandLine;

/// <summary><c>router keys create USER | list | revoke ID | rotate ID  [--url URL] [--config FILE] [--json]</c></summary>
internal static class KeysCommand
{
    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var url = new Option<string?>("--url") { Description = "The gateway to ask (default: where the configuration lets it listen).", HelpName = "URL" };
        var json = new Option<bool>("--json") { Description = "Write the gateway's answer as JSON." };
        var tenant = new Option<string?>("--tenant") { Description = "The tenant (default: that of the key that signs in).", HelpName = "ID" };

        Command Leaf(string name, string description, Func<ParseResult, KeyCalls, Task> run, params Symbol[] symbols)
        {
            var leaf = new Command(name, description);
            foreach (Symbol symbol in (Symbol[])[.. symbols, url, json, config])
            {
                if (symbol is Argument argument)
                {
                    leaf.Add(argument);
                }
                else
                {
                    leaf.Add((Option)symbol);
                }
            }

            leaf.SetAction((parsed, cancellation) => RunAsync(
                RouterCommand.Options(parsed, config), parsed.GetValue(url), parsed.GetValue(json), console, calls => run(parsed, calls), cancellation));
            return leaf;
        }

        var user = new Argument<string>("USER") { Description = "The user's id." };
        var owner = new Option<string?>("--user") { Description = "Only keys of this user.", HelpName = "ID" };
        var id = new Argument<string>("ID") { Description = "The key's id." };
        var label = new Option<string?>("--name") { Description = "What the key is for.", HelpName = "TEXT" };
        var expires = new Option<string?>("--expires") { Description = "When it ends: its last day in UTC, such as 2027-01-31, or a time, 2027-01-31T18:00:00Z (default: never).", HelpName = "TIME" };
        var newUser = new Option<bool>("--new-user") { Description = "Make the user where there is none." };
        var overlap = new Option<string?>("--overlap") { Description = "How long the old secret still opens (default: 24h; 0s ends it now).", HelpName = "DURATION" };
        return new Command("keys", "Make, list, revoke and rotate client keys of a running gateway. Exit code 0: done, 1: refused or no answer, 2: wrong usage or configuration.")
        {
            Leaf(
                "create", "Make a key for a user; its secret is shown once.",
                (parsed, calls) => calls.CreateAsync(new KeyWish(parsed.GetValue(user)!, parsed.GetValue(tenant), parsed.GetValue(label), parsed.GetValue(expires), parsed.GetValue(newUser))),
                user, label, expires, newUser, tenant),
            Leaf("list", "List keys.", (parsed, calls) => calls.ListAsync(parsed.GetValue(owner), parsed.GetValue(tenant)), owner, tenant),
            Leaf("revoke", "End a key for good.", (parsed, calls) => calls.RevokeAsync(parsed.GetValue(id)!), id),
            Leaf("rotate", "Give a key a new secret, shown once.", (parsed, calls) => calls.RotateAsync(parsed.GetValue(id)!, parsed.GetValue(overlap)), id, overlap),
        };
    }

    /// <summary>Finds the gateway and does it.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(StartOptions options, string? url, bool json, OperatorConsole console, Func<KeyCalls, Task> run, CancellationToken cancellation)
    {
        try
        {
            using var gateway = new GatewayAdmin(StatusTarget.Find(options, url, console.Error));
            await run(new KeyCalls(gateway, console, options, json, cancellation));
            return 0;
        }
        catch (StartException exception)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception.ExitCode;
        }
    }
}
