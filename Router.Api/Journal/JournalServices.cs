using Router.Api.Hosting;
using Router.Api.State;
using Router.Core.Journal;
using Router.Core.Journal.Files;

namespace Router.Api.Journal;

/// <summary>
/// Registers the journal. A feature brings its entities with <see cref="AddProjection"/> and the records that are only read with
/// <see cref="AddRawRecords"/>; it may name <see cref="IJournal"/> in constructors and use it once the gateway starts.
/// </summary>
internal static class JournalServices
{
    public static IServiceCollection AddRouterJournal(this IServiceCollection services, RouterStart start) => services
        .AddSingleton<HostedJournal>()
        .AddSingleton<IJournal>(provider => provider.GetRequiredService<HostedJournal>())
        .AddSingleton<JournalLog>()
        .AddSingleton<IJournalFiles>(provider => new DiskJournalFiles(Path.Combine(provider.GetRequiredService<StateFolder>().Path, "journal")))
        .AddSingleton(provider => Options(start.Config.Retention.Records, provider.GetServices<RecordType>()))
        .AddHostedService<JournalKeeper>();

    /// <summary>An entity that is made of the journal's records. It must stay registered as long as its records are kept.</summary>
    public static IServiceCollection AddProjection<T>(this IServiceCollection services)
        where T : class, IProjection => services.AddSingleton<T>().AddSingleton<IProjection>(provider => provider.GetRequiredService<T>());

    /// <summary>Records that no entity is made of.</summary>
    public static IServiceCollection AddRawRecords(this IServiceCollection services, RecordType type) => services.AddSingleton(type);

    private static JournalOptions Options(TimeSpan? retention, IEnumerable<RecordType> rawTypes)
    {
        var options = new JournalOptions { RawTypes = [.. rawTypes] };
        return retention is { } kept ? options with { Retention = kept } : options;
    }
}
