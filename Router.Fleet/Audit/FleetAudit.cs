using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Events;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Events;
using Router.Core.Journal;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Fleet.Hosting;
using Router.Grains.Keeping;
using StackExchange.Redis;

namespace Router.Fleet.Audit;

/// <summary>
/// The audit trail of a fleet: in Redis <c>state</c> a sorted set a day, <c>router:audit:20261121</c>, that ends with the retention of records. A member is the act's id, a line
/// break and the act; its score the time in milliseconds. The same act again is the same member, so whoever is not sure tells it again.
/// </summary>
internal sealed partial class FleetAudit(
    [FromKeyedServices(FleetRedis.State)] IConnectionMultiplexer redis, EventHub events, SnapshotHolder holder, TimeProvider clock, ILogger<FleetAudit> logger) : IAuditStore, IActTrail
{
    private const int Chunk = 200;

    private readonly ILogger _logger = logger;

    private TimeSpan Retention => holder.Current.Config.Retention.Records ?? new JournalOptions().Retention;

    public async Task<AuditEntry?> KeepAsync(AuditRecord act)
    {
        DateTimeOffset now = clock.GetUtcNow();
        try
        {
            return await AddAsync(IdOf(now, $"n{Guid.NewGuid():N}"), now, act);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogNotKept(act.Action, exception);
            return null;
        }
    }

    public Task TellAsync(long position, DirectoryEffect effect) =>
        AuditTrail.Of(effect) is { } act ? PublishAsync(effect.Entry.Changed, $"d{position.ToString(CultureInfo.InvariantCulture)}", act) : Task.CompletedTask;

    public Task TellAsync(string vault, long position, VaultEffect effect) =>
        AuditTrail.Of(effect) is { } act ? PublishAsync(effect.Entry!.Changed, $"v{position.ToString(CultureInfo.InvariantCulture)}-{vault}", act) : Task.CompletedTask;

    public async Task<AdminResult<AdminPage<AuditEntry>>> ReadAsync(Principal caller, AuditQuery query)
    {
        if (query.After is { } after && TimeOf(after) is null)
        {
            return new AdminProblem(AdminProblemKind.Invalid, "after: use the last_id of the page before.");
        }

        try
        {
            List<AuditEntry> found = [];
            await foreach (AuditEntry act in NewestAsync(query))
            {
                if (caller.May(Operation.SeeAudit, new Subject(act.Tenant)))
                {
                    found.Add(act);
                    if (found.Count > query.Limit)
                    {
                        break;
                    }
                }
            }

            return AdminPages.First(found, query.Limit, static act => act.Id);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw new OutOfReachException("The audit trail is out of reach.", exception);
        }
    }

    private static string IdOf(DateTimeOffset at, string rest) => $"{at.ToUnixTimeMilliseconds().ToString("D14", CultureInfo.InvariantCulture)}-{rest}";

    private static long? TimeOf(string id) => id.IndexOf('-', StringComparison.Ordinal) is > 0 and var end && long.TryParse(id.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? time : null;

    private static RedisKey KeyOf(DateOnly day) => $"router:audit:{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    private async Task PublishAsync(DateTimeOffset at, string id, AuditRecord act) => events.Publish(new AdminActed(await AddAsync(IdOf(at, id), at, act)));

    private async Task<AuditEntry> AddAsync(string id, DateTimeOffset at, AuditRecord act)
    {
        RedisKey key = KeyOf(DateOnly.FromDateTime(at.UtcDateTime));
        IDatabase database = redis.GetDatabase();
        await database.SortedSetAddAsync(key, $"{id}\n{JsonSerializer.Serialize(act, AuditJson.Default.AuditRecord)}", at.ToUnixTimeMilliseconds());
        await database.KeyExpireAsync(key, Retention + TimeSpan.FromDays(1));
        return AuditTrail.EntryOf(id, at, act);
    }

    private async IAsyncEnumerable<AuditEntry> NewestAsync(AuditQuery query)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1); // clocks of nodes differ a little
        DateOnly oldest = DateOnly.FromDateTime((clock.GetUtcNow() - Retention).UtcDateTime);
        long? before = query.After is { } after ? TimeOf(after) : null;
        DateOnly first = before is { } time ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime) : today;
        DateOnly last = query.From > oldest ? query.From.Value : oldest;
        for (DateOnly day = query.To < first ? query.To.Value : first; day >= last; day = day.AddDays(-1))
        {
            for (int skip = 0; ; skip += Chunk)
            {
                RedisValue[] members = await redis.GetDatabase().SortedSetRangeByScoreAsync(KeyOf(day), stop: before ?? double.PositiveInfinity, order: Order.Descending, skip: skip, take: Chunk);
                foreach (RedisValue member in members)
                {
                    string text = member.ToString();
                    int end = text.IndexOf('\n', StringComparison.Ordinal);
                    string id = text[..end];
                    AuditRecord act = JsonSerializer.Deserialize(text.AsSpan(end + 1), AuditJson.Default.AuditRecord)!;
                    if ((query.After is null || string.CompareOrdinal(id, query.After) < 0) && AuditReader.IsWanted(act, query))
                    {
                        yield return AuditTrail.EntryOf(id, DateTimeOffset.FromUnixTimeMilliseconds(TimeOf(id)!.Value), act);
                    }
                }

                if (members.Length < Chunk)
                {
                    break;
                }
            }
        }
    }

    [LoggerMessage(780, LogLevel.Error, "The audit record of {Action} can't be kept")]
    private partial void LogNotKept(string action, Exception exception);
}
