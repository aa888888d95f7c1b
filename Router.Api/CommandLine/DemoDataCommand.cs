using System.CommandLine;
using Router.Api.DemoData;
using Router.Api.Hosting;

namespace Router.Api.CommandLine;

/// <summary><c>router demo-data FOLDER [--seed NUMBER]</c></summary>
internal static class DemoDataCommand
{
    public static Command Create(OperatorConsole console)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A folder that is missing or empty." };
        var seed = new Option<int>("--seed") { Description = "The same number makes the same month (default: 1).", DefaultValueFactory = static _ => 1, HelpName = "NUMBER", CustomParser = static result => (int)(PlainNumber.Read(result, "a seed", int.MinValue, int.MaxValue) ?? 0) };
        var command = new Command("demo-data", "Fill a folder with a month of made-up usage, to look at the dashboard. Exit code 0: done, 1: the machine refuses, 2: wrong usage.") { folder, seed };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(folder)!.FullName, parsed.GetValue(seed), TimeProvider.System.GetUtcNow(), console));
        return command;
    }

    /// <summary>Fills it and tells how to go on.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(string folder, int seed, DateTimeOffset end, OperatorConsole console)
    {
        try
        {
            int count = await DemoFolder.FillAsync(folder, seed, end);
            await console.Out.WriteLineAsync($"{count} requests of {DemoMonth.Days} days are in {folder}. Look at them:");
            await console.Out.WriteLineAsync($"  router --config {Path.Combine(folder, "router.json")}");
            await console.Out.WriteLineAsync("  and sign in at http://127.0.0.1:8787/dashboard/ with the admin key that this start shows.");
            return 0;
        }
        catch (StartException exception)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception.ExitCode;
        }
    }
}
