using Router.Api.State;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Doctor.Setup;

/// <summary>Whether the state folder can be used. A folder that is not there yet is made by the first start, not by the doctor.</summary>
internal static class StateChecks
{
    public const string Name = "state";

    public static IEnumerable<Check> Of(RouterConfig config, StateFolder state, SecretResolver resolver)
    {
        bool hasAdmin = config.AdminKey is { } admin && resolver.Resolve(admin, out _) is not null;
        if (state.IsWritable)
        {
            yield return Check.Ok(Name, Directory.Exists(state.Path) ? $"{state.Path} can be written" : $"{state.Path} is made by the first start");
        }
        else
        {
            string problem = state.Warnings.First(warning => warning.Key == Name).Text;
            yield return hasAdmin
                ? Check.Warning(Name, problem)
                : Check.Failed(Name, $"{problem}; no admin key is configured either, so the gateway would not start", "make it writable, choose another with \"state\" or ROUTER_STATE, or set ROUTER_ADMIN_KEY");
        }
    }
}
