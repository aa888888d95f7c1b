using System.CommandLine;
using System.Text;
using System.Text.Json;
using Router.Api.Doctor;
using Router.Api.Doctor.Printing;
using Router.Api.Hosting;
using Spectre.Console;

namespace Router.Api.CommandLine;

/// <summary><c>router doctor [--provider NAME]… [--model NAME] [--config FILE] [--json] [--deep]</c></summary>
internal static class DoctorCommand
{
    /// <summary>Something failed.</summary>
    private const int Failed = 1;

    /// <summary>Ended by Ctrl-C, as shells say it.</summary>
    private const int Interrupted = 130;

    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var provider = new Option<string[]>("--provider") { Description = "Look only at this provider; may be given several times.", HelpName = "NAME" };
        var model = new Option<string?>("--model") { Description = "Ask this model: a public name, provider/model, or a provider's own name with --provider (default: one that the routes name).", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Write the findings as JSON." };
        var deep = new Option<bool>("--deep") { Description = "Also send a prompt beyond the window: megabytes of upload a provider." };
        var command = new Command("doctor", "Look at the configuration, reach every provider, and find out what each really does. Exit code 0: all well, 1: something failed, 2: wrong usage or configuration.")
        {
            provider, model, config, json, deep,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            RouterCommand.Options(parsed, config), parsed.GetValue(provider) ?? [], new ProbeRequest(parsed.GetValue(model), parsed.GetValue(deep)), parsed.GetValue(json), console, cancellation));
        return command;
    }

    /// <summary>Looks and tells.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(StartOptions options, IReadOnlyCollection<string> providers, ProbeRequest request, bool json, OperatorConsole console, CancellationToken cancellation)
    {
        IAnsiConsole terminal = Terminals.For(console, options.Environment);
        IDoctorProgress progress = !json && terminal.Profile.Capabilities.Interactive ? new LiveProgress(terminal) : new LineProgress(console.Error);
        try
        {
            DoctorReport report = await new DoctorRun(options, progress).RunAsync(providers, request, cancellation);
            if (json)
            {
                await console.Out.WriteLineAsync(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(report, DoctorJson.Readable.DoctorReport)));
            }
            else
            {
                DoctorTables.Write(terminal, report);
            }

            return !report.Configuration.Ok ? StartException.Misconfigured : report.Ok ? 0 : Failed;
        }
        catch (StartException exception)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return StartException.Misconfigured;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Interrupted;
        }
    }
}
