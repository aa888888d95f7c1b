using System.Diagnostics;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.State;
using Router.Api.Status;
using Router.Core.Configuration;

namespace Router.Api.Service;

/// <summary>The gateway of one configuration as a background process.</summary>
internal sealed class GatewayProcess
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StartOptions _options;
    private readonly string _state;
    private readonly PidFile _pid;

    private GatewayProcess(StartOptions options, Uri address, string state)
    {
        _options = options;
        Address = address;
        _state = state;
        _pid = new PidFile(Path.Combine(state, "router.pid"));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The file that takes what it writes when it starts.</summary>
    public string Output => Path.Combine(_state, "start.log");

    /// <summary>Finds it by its configuration.</summary>
    /// <exception cref="StartException">The configuration has errors.</exception>
    public static GatewayProcess Of(StartOptions options) => Of(options, ConfigSource.Find(options).LoadAtStart(out _));

    /// <summary>Finds the one that runs, also where its configuration was spoilt since.</summary>
    /// <param name="options">How it is configured.</param>
    /// <param name="warnings">Takes a line where the configuration has errors.</param>
    public static GatewayProcess Running(StartOptions options, TextWriter warnings) => Of(options, ConfigSource.Find(options).LoadForRunning(warnings));

    private static GatewayProcess Of(StartOptions options, RouterConfig config) => new(options, StatusTarget.AddressOf(options, config), config.State);

    /// <summary>Starts it, and returns when it answers.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Its number; null when it ran already.</returns>
    /// <exception cref="StartException">It does not start; the message has its own words.</exception>
    public async Task<int?> StartAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        using Process? running = _pid.Find();
        if (running is not null)
        {
            return null;
        }

        if (await AnswersAsync(cancellation))
        {
            throw new StartException($"Something answers at {Address} already that \"router start\" did not start: a gateway in another terminal, a service, another program. Stop it there, or listen elsewhere with --urls.");
        }

        PrivateFolder.Create(_state);
        using Process process = BackgroundProcess.Start(words, _options.Folder, Output);
        await AwaitAsync(process, cancellation);
        _pid.Write(process);
        return process.Id;
    }

    /// <summary>Ends it.</summary>
    /// <returns>Its number; null when none runs.</returns>
    /// <exception cref="StartException">One runs that this command did not start, so it is nobody's to end from here.</exception>
    public async Task<int?> StopAsync(CancellationToken cancellation)
    {
        using Process? process = _pid.Find();
        if (process is null)
        {
            return await AnswersAsync(cancellation)
                ? throw new StartException($"What answers at {Address} was not started by \"router start\" with this configuration: a gateway in a terminal (end it there with Ctrl-C), one of another configuration or supervisor, or another program.")
                : null;
        }

        int id = process.Id;
        await BackgroundProcess.StopAsync(process, cancellation);
        _pid.Delete();
        return id;
    }

    private async Task AwaitAsync(Process process, CancellationToken cancellation)
    {
        long began = _options.Clock.GetTimestamp();
        using var timer = new PeriodicTimer(Look, _options.Clock);
        while (!await AnswersAsync(cancellation))
        {
            if (process.HasExited)
            {
                throw new StartException($"It did not start. {await WordsAsync(cancellation)}");
            }

            if (_options.Clock.GetElapsedTime(began) > Patience)
            {
                throw new StartException($"It was started as process {process.Id}, but does not answer at {Address} after {Patience.TotalSeconds} s. {Output} has its words.");
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task<string> WordsAsync(CancellationToken cancellation) =>
        File.Exists(Output) ? (await File.ReadAllTextAsync(Output, cancellation)).Trim().Replace("router: ", "", StringComparison.Ordinal) : "";

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(Address, "/ready"), cancellation);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
