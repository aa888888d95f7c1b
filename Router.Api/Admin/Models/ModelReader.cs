using System.Collections.Immutable;
using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Api.Models;
using Router.Core.AdminContract;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Models;

/// <summary>Tells which models there are and where they lead.</summary>
internal sealed class ModelReader(SnapshotHolder holder)
{
    public AdminResult<AdminPage<ModelInfo>> Read(Principal caller, string? name)
    {
        if (caller.Forbid(Operation.SeeProviders) is { } problem)
        {
            return problem;
        }

        RouterSnapshot snapshot = holder.Current;
        IEnumerable<ModelEntry> entries = name is null ? ModelList.For(snapshot, caller) : ((ModelEntry?[])[ModelList.Find(snapshot, caller, name)]).OfType<ModelEntry>();
        IEnumerable<ModelConfig> patterns = name is null && caller.Reach(Operation.SeeProviders) == Scope.Everything ? snapshot.Config.Models.Where(model => model.IsPattern) : [];
        return AdminPages.Whole(entries.Select(entry => Named(snapshot, entry)).Concat(patterns.Select(Pattern)));
    }

    private static ModelInfo Named(RouterSnapshot snapshot, ModelEntry entry)
    {
        var route = snapshot.Routes.Resolve(entry.Id)!;
        ImmutableArray<string> targets = [.. route.Targets.Select(target => target.ToString())];
        return new ModelInfo(entry.Id, entry.DisplayName, route.Entry?.Name, targets, route.Strategy, entry.ContextWindow, entry.MaxOutputTokens, route.Entry?.Price);
    }

    private static ModelInfo Pattern(ModelConfig model) => new(
        model.Name, model.DisplayName ?? model.Name, model.Name, [.. model.Targets.Select(target => target.Target)], model.Strategy, model.ContextWindow, model.MaxOutputTokens, model.Price);
}
