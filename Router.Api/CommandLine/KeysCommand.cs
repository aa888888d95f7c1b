using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Remote;

namespace Router.Api.CommandLine;

/// <summary><c>router keys create USER | list | revoke ID | rotate ID  [--url URL] [--config FILE] [--json]</c></summary>
internal static class KeysCommand
{
    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var commands = new GatewayCommands<KeyCalls>(config, console, call => new KeyCalls(call.Gateway, console, call.Options, call.AsJson, call.Cancellation));
        var tenant = new Option<string?>("--tenant") { Description = "The tenant (default: that of the key that signs in).", HelpName = "ID" };
        var user = new Argument<string>("USER") { Description = "The user's id." };
        var owner = new Option<string?>("--user") { Description = "Only keys of this user.", HelpName = "ID" };
        var id = new Argument<string>("ID") { Description = "The key's id." };
        var label = new Option<string?>("--name") { Description = "What the key is for.", HelpName = "TEXT" };
        var expires = new Option<string?>("--expires") { Description = "When it ends: its last day in UTC, such as 2027-01-31, or a time, 2027-01-31T18:00:00Z (default: never).", HelpName = "TIME" };
        var newUser = new Option<bool>("--new-user") { Description = "Make the user where there is none." };
        var overlap = new Option<string?>("--overlap") { Description = "How long the old secret still opens (default: 24h; 0s ends it now).", HelpName = "DURATION" };
        return new Command("keys", "Make, list, revoke and rotate client keys of a running gateway. Exit code 0: done, 1: refused or no answer, 2: wrong usage or configuration.")
        {
            commands.Make(
                "create", "Make a key for a user; its secret is shown once.",
                (parsed, calls) => calls.CreateAsync(new KeyWish(parsed.GetValue(user)!, parsed.GetValue(tenant), parsed.GetValue(label), parsed.GetValue(expires), parsed.GetValue(newUser))),
                user, label, expires, newUser, tenant),
            commands.Make("list", "List keys.", (parsed, calls) => calls.ListAsync(parsed.GetValue(owner), parsed.GetValue(tenant)), owner, tenant),
            commands.Make("revoke", "End a key for good.", (parsed, calls) => calls.RevokeAsync(parsed.GetValue(id)!), id),
            commands.Make("rotate", "Give a key a new secret, shown once.", (parsed, calls) => calls.RotateAsync(parsed.GetValue(id)!, parsed.GetValue(overlap)), id, overlap),
        };
    }
}
