using System.Security.Cryptography;
using System.Text;
using Router.Api.Configuration;
using Router.Api.Doctor;
using Router.Api.Hosting;
using Router.Api.Journal;
using Router.Api.State;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Migration;
using Router.Core.Spend;
using Router.Core.Spend.State;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Usage;

namespace Router.Api.Migration;

/// <summary>The state folder of a single machine, read whole and left as it is but for two files: one names it, one says what was brought where. No gateway may run in it meanwhile.</summary>
internal sealed class MigrationSource : IAsyncDisposable
{
    private readonly DoctorHost _host;
    private readonly IDisposable _lock;
    private readonly StateFolder _state;
    private readonly DateTimeOffset _now;
    private readonly MigrationPart _empty;

    private MigrationSource(DoctorHost host, IDisposable held, StateFolder state, string path, DateTimeOffset now)
    {
        (_host, _lock, _state, _now, Notes) = (host, held, state, now, new MigrationNotes(Path.Combine(path, "migration.notes")));
        _empty = new MigrationPart(IdOf(path), state.Check);
    }

    /// <summary>Tenants, teams, users and keys, those of the first start among them.</summary>
    public MigrationPart Directory
    {
        get
        {
            DirectorySnapshot all = DirectorySnapshot.Of(_host.Service<IDirectoryView>().State);
            return _empty with { Entries = [.. all.Tenants, .. all.Teams, .. all.Users.Concat(FirstUsers(all)), .. all.Keys, .. FirstKeys()] };
        }
    }

    /// <summary>The sealed vaults.</summary>
    public MigrationPart Vaults => _empty with { Vaults = [.. _host.Service<LocalTenantVaults>().States.Where(state => state.Key is not null).Select(state => state.Save())] };

    /// <summary>What everybody has spent. Messages that were under way when the gateway ended are charged as reserved, as its next start would.</summary>
    public MigrationPart Spend => _empty with { Spend = [.. _host.Service<LocalSpendAccounts>().Save().Select(Carry)] };

    /// <summary>Opens a folder.</summary>
    /// <exception cref="StartException">It is none, a gateway runs in it, or it can't be read.</exception>
    public static MigrationSource Open(StartOptions options, ConfigSource source, RouterConfig config, string folder)
    {
        string path = Path.GetFullPath(folder, options.Folder);
        string journal = Path.Combine(path, "journal");
        if (!System.IO.Directory.Exists(journal))
        {
            throw new StartException($"--from: {path} is no state folder of a gateway: it has no journal.", StartException.Misconfigured);
        }

        bool keyFollows = config.MasterKey.Kind == SecretKind.File && string.Equals(source.Resolver.PathOf(config.MasterKey), Path.Combine(config.State, "master.key"), StringComparison.Ordinal);
        RouterConfig there = config with { State = path, MasterKey = keyFollows ? SecretReference.FromFile(Path.Combine(path, "master.key")) : config.MasterKey };
        if (there.MasterKey.Kind == SecretKind.File && !File.Exists(source.Resolver.PathOf(there.MasterKey)))
        {
            throw new StartException($"secrets.masterKey: {source.Resolver.PathOf(there.MasterKey)} is not there. Set ROUTER_MASTER_KEY to the master key of that gateway.", StartException.Misconfigured);
        }

        IDisposable? held = null;
        try
        {
            held = new DiskJournalFiles(journal).TryLock() ?? throw new StartException($"A gateway runs in {path}. Stop it first (Ctrl-C where it runs in a terminal, router stop where \"router start\" or a service runs it): what it does from now on would stay behind.");
            StateFolder state = StateFolder.Inspect(there, source.Resolver);
            DoctorHost host = DoctorHost.Create(options, source, there, state, []);
            var opened = new MigrationSource(host, held, state, path, options.Clock.GetUtcNow());
            if ((host.Unreadable?.Text ?? state.DirectoryProblem?.ToString()) is { } problem)
            {
                throw new StartException(problem);
            }

            held = null;
            return opened;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{path} can't be read, or not be written where it is given its name ({exception.Message}).");
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>What earlier runs have brought, where.</summary>
    public MigrationNotes Notes { get; }

    /// <summary>The last message that was charged here; none for a folder that has had none.</summary>
    public async Task<string> LastChargedAsync() => (await _host.Service<IUsageLedger>().RecentAsync()) is [{ } last, ..] ? last.Id.ToString() : "none";

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _lock.Dispose();
    }

    /// <summary>The folder's name for good: what was spent there is carried over once, however often somebody asks.</summary>
    private static string IdOf(string folder)
    {
        string file = Path.Combine(folder, "migration.id");
        if (!File.Exists(file))
        {
            PrivateFile.Replace(file, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        }

        return File.ReadAllText(file).Trim();
    }

    private CarriedSpend Carry((string Tenant, SpendSnapshot Snapshot) saved)
    {
        var account = SpendAccount.Restore(new SpendSettings(), saved.Snapshot);
        account.Interrupt(holder: null, _now);
        SpendSnapshot all = account.Save(_now);
        return new CarriedSpend(saved.Tenant, new DateTimeOffset(all.Now, TimeSpan.Zero), [.. all.Nodes.Select(node => new CarriedNode(node.Node, node.Day, node.Week, node.Month))]);
    }

    private IEnumerable<StoredKey> ClientKeys => _state.Keys.Where(key => key.Kind == PrincipalKind.Client);

    private IEnumerable<User> FirstUsers(DirectorySnapshot known) => ClientKeys.DistinctBy(key => key.User, StringComparer.OrdinalIgnoreCase)
        .Where(key => !known.Users.Any(user => user.Tenant == Tenant.DefaultId && string.Equals(user.Id, key.User, StringComparison.OrdinalIgnoreCase)))
        .Select(key => new User { Id = key.User, Tenant = Tenant.DefaultId, Settings = new UserSettings { Name = key.User }, Version = 1, Created = key.Created, Changed = key.Created });

    private IEnumerable<ClientKey> FirstKeys() => ClientKeys.Select(key => new ClientKey
    {
        Id = key.Id, Tenant = Tenant.DefaultId, User = key.User, Settings = new KeySettings { Name = "first key" }, Hash = new KeyHash(Convert.FromBase64String(key.Hash)),
        Version = 1, Created = key.Created, Changed = key.Created,
    });
}
