using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Core.AdminContract;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Configuration;

/// <summary>Tells the configuration in force, and checks others.</summary>
internal sealed class ConfigReader(ConfigSource source, SnapshotBuilder builder, SnapshotHolder holder, IConfigStore? fleet = null)
{
    public AdminResult<ConfigView> Read(Principal caller)
    {
        if (caller.Forbid(Operation.ManageConfiguration) is { } problem)
        {
            return problem;
        }

        RouterSnapshot snapshot = holder.Current;
        return new ConfigView(source.File, snapshot.Hash, snapshot.LoadedAt, ConfigJson.Of(snapshot.Config)) { Version = fleet?.Version };
    }

    public AdminResult<ConfigFindings> Check(Principal caller, ReadOnlyMemory<byte>? text)
    {
        if (caller.Forbid(Operation.ManageConfiguration) is { } problem)
        {
            return problem;
        }

        try
        {
            ConfigResult result = fleet is not null && text is { } shared ? source.CheckShared(shared) : source.Check(text);
            return result is { Errors.IsEmpty: true, Config: { } config }
                ? new ConfigFindings([], [.. result.Warnings, .. builder.WarningsOf(config)]) { Changes = ConfigDiff.Between(ConfigJson.Of(holder.Current.Config), ConfigJson.Of(config)) }
                : new ConfigFindings(result.Errors, result.Warnings);
        }
        catch (StartException exception)
        {
            return new ConfigFindings([new ConfigProblem("", exception.Message)], []);
        }
    }
}
