using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Configuration;

/// <summary>Loads the configuration when somebody asks for it.</summary>
internal sealed class ConfigActs(ConfigWatcher watcher, ConfigSource source, SnapshotHolder holder, AuditTrail audit)
{
    public async ValueTask<AdminResult<ConfigReloaded>> ReloadAsync(AdminCaller caller)
    {
        if (caller.Principal.Forbid(Operation.ManageConfiguration) is { } forbidden)
        {
            return forbidden;
        }

        string before = holder.Current.Hash;
        if (watcher.Reload() is { IsEmpty: false } errors)
        {
            return new AdminProblem(AdminProblemKind.Invalid, source.Explain(errors));
        }

        RouterSnapshot snapshot = holder.Current;
        AdminProblem? unkept = await audit.KeepAsync(caller, "config.reloaded", tenant: null, source.File ?? "environment", new FieldChange("hash", before, snapshot.Hash));
        return unkept is null ? new ConfigReloaded(snapshot.Hash, snapshot.LoadedAt) : unkept;
    }
}
