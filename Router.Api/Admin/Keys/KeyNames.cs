using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Api.Models;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Routing;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Keys;

/// <summary>Finds names in a key's lists that nothing here bears: a key for a mistyped model would open nothing, and nobody would know why.</summary>
internal sealed class KeyNames(SnapshotHolder holder)
{
    private const int MostTold = 20;

    /// <summary>What is wrong with the lists that are given; null when nothing is.</summary>
    /// <param name="fields">What is given.</param>
    /// <param name="present">What the key has: a name that was there stays, though its model may be gone.</param>
    public AdminProblem? Unknown(KeyFields fields, KeyRules? present)
    {
        RouterSnapshot snapshot = holder.Current;
        string[] models = [.. snapshot.Config.Models.Select(model => model.Name).Concat(ModelList.Names(snapshot)).Distinct(StringComparer.Ordinal)];
        string[] providers = [.. snapshot.Config.Providers.Select(provider => provider.Name)];
        ImmutableArray<FieldProblem> problems =
        [
            .. Unknown("models", "model", fields.Models, present?.Models, models, name => IsModel(snapshot, models, name)),
            .. Unknown("providers", "provider", fields.Providers, present?.Providers, providers, pattern => providers.Any(provider => NamePattern.Matches(pattern, provider))),
        ];
        return problems.Length == 0 ? null : AdminProblem.Of(AdminProblemKind.Invalid, problems);
    }

    private static IEnumerable<FieldProblem> Unknown(
        string field, string what, ImmutableArray<string>? given, ImmutableArray<string>? present, string[] known, Func<string, bool> isKnown) =>
        (given ?? []).Select((name, index) => (name, index))
            .Where(entry => entry.name != "*" && present?.Contains(entry.name, StringComparer.Ordinal) != true && !isKnown(entry.name))
            .Select(entry => new FieldProblem($"{field}[{entry.index}]", $"no {what} here is called so; there are {Told(known)}, and \"*\" means all"));

    // A pattern may stand for names that only another pattern or a tier takes.
    private static bool IsModel(RouterSnapshot snapshot, string[] models, string pattern) =>
        snapshot.Routes.Resolve(pattern.Replace('*', 'x')) is not null || models.Any(model => NamePattern.Matches(pattern, model));

    private static string Told(string[] names) => names.Length <= MostTold ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostTold))} and {names.Length - MostTold} more";
}
