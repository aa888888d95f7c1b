using System.Globalization;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Configuration.Loading;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Configuration;

/// <summary>Loads the configuration when somebody asks for it, and puts a new one in force on all nodes.</summary>
internal sealed class ConfigActs(ConfigWatcher watcher, ConfigSource source, SnapshotHolder holder, SnapshotBuilder builder, AuditTrail audit, IConfigStore? fleet = null)
{
    private const string Sent = "The configuration that was sent";

    public async ValueTask<AdminResult<ConfigPushed>> PushAsync(AdminCaller caller, PushConfig order)
    {
        if (caller.Principal.Forbid(Operation.ManageConfiguration) is { } forbidden)
        {
            return forbidden;
        }

        if (fleet is null)
        {
            return new AdminProblem(AdminProblemKind.Conflict, source.File is { } file
                ? $"This gateway is alone and has its configuration from {file}: change that file; it is loaded within two seconds."
                : "This gateway is alone and has its configuration from the environment: write a router.json where it was started; it is loaded within two seconds.");
        }

        ConfigResult found = source.CheckShared(order.Text);
        if (!found.Errors.IsEmpty)
        {
            return new AdminProblem(AdminProblemKind.Invalid, ConfigSource.Explain(Sent, found.Errors));
        }

        string before = holder.Current.Hash;
        AdminResult<ConfigPushed> pushed = await fleet.PutAsync(order);
        if (pushed.Value is not { } kept)
        {
            return pushed;
        }

        AdminProblem? unkept = await audit.KeepAsync(
            caller, "config.pushed", tenant: null, $"version {kept.Version.ToString(CultureInfo.InvariantCulture)}", new FieldChange("hash", before, kept.Hash));
        return unkept is null ? kept with { Warnings = [.. found.Warnings, .. builder.WarningsOf(found.Config!)] } : unkept;
    }

    public async ValueTask<AdminResult<ConfigReloaded>> ReloadAsync(AdminCaller caller)
    {
        if (caller.Principal.Forbid(Operation.ManageConfiguration) is { } forbidden)
        {
            return forbidden;
        }

        if (fleet is { Version: > 0 and var version })
        {
            return new AdminProblem(AdminProblemKind.Conflict, $"Version {version.ToString(CultureInfo.InvariantCulture)} of the fleet's configuration was pushed, so nobody looks at files any more: push the file instead (router config push, or PUT /admin/v1/config).");
        }

        string before = holder.Current.Hash;
        if (watcher.Reload() is { IsEmpty: false } errors)
        {
            return new AdminProblem(AdminProblemKind.Invalid, source.Explain(errors));
        }

        RouterSnapshot snapshot = holder.Current;
        AdminProblem? unkept = await audit.KeepAsync(caller, "config.reloaded", tenant: null, source.Name, new FieldChange("hash", before, snapshot.Hash));
        return unkept is null ? new ConfigReloaded(snapshot.Hash, snapshot.LoadedAt) : unkept;
    }
}
