using System.Net.Sockets;

namespace Router.Api.Hosting;

/// <summary>The single-machine host from start to stop.</summary>
public static class SingleMachineHost
{
    /// <summary>Runs until the process is asked to stop.</summary>
    /// <returns>The exit code: 0 after a clean stop, 1 when the machine refuses, 2 when the configuration is wrong.</returns>
    public static async Task<int> RunAsync(StartOptions options, OperatorConsole console, CancellationToken cancellation)
    {
        try
        {
            await using RouterApplication application = await StartAsync(options, console, cancellation);
            await application.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (StartException exception)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception.ExitCode;
        }
    }

    /// <summary>Starts and returns once requests are answered.</summary>
    /// <exception cref="StartException">It can't start; the message says what to do.</exception>
    public static async Task<RouterApplication> StartAsync(StartOptions options, OperatorConsole console, CancellationToken cancellation)
    {
        RouterApplication application = RouterApplication.Create(options, console);
        try
        {
            await application.StartAsync(cancellation);
            return application;
        }
        catch (Exception exception) when (exception is StartException or IOException or SocketException)
        {
            await application.DisposeAsync();
            if (exception is StartException)
            {
                throw;
            }

            throw ListenFailure.Explain(exception, application.Listen);
        }
    }
}
