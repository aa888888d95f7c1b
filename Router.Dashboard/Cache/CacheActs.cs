using Router.Core.AdminContract;
using Router.Core.Caching;
using Router.Dashboard.Acts;

namespace Router.Dashboard.Cache;

/// <summary>Clears the response cache.</summary>
internal sealed class CacheActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts => [new("clear-cache", ClearAsync)];

    private async Task<FormOutcome> ClearAsync(FormCall call) => FormOutcome.Of(await api.ClearCacheAsync(call.Caller, new CacheSelection()), "cache", "cleared");
}
