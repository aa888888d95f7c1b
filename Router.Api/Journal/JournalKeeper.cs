using Router.Api.Hosting;
using Router.Core.Journal;
using Router.Core.Journal.Files;

namespace Router.Api.Journal;

/// <summary>Opens the journal before anything else starts, and looks after it once a minute.</summary>
internal sealed partial class JournalKeeper(
    HostedJournal journal, IJournalFiles files, IEnumerable<IProjection> projections, JournalOptions options, TimeProvider clock, JournalLog notices, ILogger<JournalKeeper> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private JournalFault? _told;

    /// <summary>Brings every projection up to date.</summary>
    /// <exception cref="StartException">The folder is used by another process, damaged or can't be read.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        JournalOpening opening = LocalJournal.Open(files, [.. projections], options, clock, notices);
        journal.Begin(opening.Journal ?? throw new StartException(opening.Problem!.Text));
        foreach (string warning in opening.Warnings)
        {
            LogWarning(warning);
        }

        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            JournalFault? fault = await journal.MaintainAsync();
            if (fault is not null && fault != _told)
            {
                LogNotKept(fault.Text);
            }

            _told = fault;
        }
    }
}
