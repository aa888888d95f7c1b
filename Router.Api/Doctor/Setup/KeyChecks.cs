using Router.Api.Configuration;
using Router.Api.State;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy;

namespace Router.Api.Doctor.Setup;

/// <summary>Whether somebody can sign in, and which keys of the configuration nobody can use.</summary>
internal static class KeyChecks
{
    public static IEnumerable<Check> Of(RouterConfig config, DoctorHost host, StateFolder state, SecretResolver resolver) =>
        [SignIn(config, host.Snapshot, host.DirectoryKeys, state), .. Twins(config, resolver), .. WithoutModels(config, host.Snapshot)];

    private static Check SignIn(RouterConfig config, RouterSnapshot snapshot, int directoryKeys, StateFolder state)
    {
        if (config.Access == AccessMode.Open)
        {
            return Check.Ok("keys", "none is needed on this machine (\"access\": \"open\")");
        }

        bool firstStartMakesOne = directoryKeys == 0 && config.Keys.IsEmpty && state.IsWritable && state.Keys.All(key => key.Kind != PrincipalKind.Client);
        return snapshot.SignInProblem is { } problem && !firstStartMakesOne ? Check.Failed("keys", problem)
            : firstStartMakesOne ? Check.Ok("keys", "none yet; the first start makes one")
            : Check.Ok("keys", $"{Count(snapshot.Keys.ClientKeys + directoryKeys)} can sign in{(directoryKeys == 0 ? "" : $", {directoryKeys} of them from the directory")}");
    }

    private static string Count(int keys) => $"{keys} client key{(keys == 1 ? "" : "s")}";

    /// <summary>Of entries with the same secret only the first counts: the others' names, models and limits never apply.</summary>
    private static IEnumerable<Check> Twins(RouterConfig config, SecretResolver resolver)
    {
        IEnumerable<(string, SecretReference)> admin = config.AdminKey is { } key ? [("admin.key", key)] : [];
        return admin.Concat(config.Keys.Select(entry => ($"keys[{entry.Index}].key", entry.Key)))
            .Select(entry => (Path: entry.Item1, Secret: resolver.Resolve(entry.Item2, out _)))
            .Where(entry => entry.Secret is not null)
            .GroupBy(entry => entry.Secret, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1).Select(later => Check.Warning(later.Path, $"holds the same secret as {same.First().Path}, which alone counts", "give each its own")));
    }

    private static IEnumerable<Check> WithoutModels(RouterConfig config, RouterSnapshot snapshot)
    {
        foreach (ClientKeyConfig key in config.Keys)
        {
            string[] dead = [.. key.Models.Where(model => !model.Contains('*', StringComparison.Ordinal) && snapshot.Routes.Resolve(model) is null)];
            if (key.Models.IsEmpty || dead.Length == key.Models.Length)
            {
                yield return Check.Warning($"keys[{key.Index}].models", key.Models.IsEmpty ? "names no model, so the key opens none" : $"names only models that are not here: {string.Join(", ", dead)}", "name models under \"models\", or \"*\"");
            }
        }
    }
}
