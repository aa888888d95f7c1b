namespace Router.Core.Caching;

/// <summary>Which answers are meant.</summary>
/// <param name="Tenant">Those of this tenant; null for all.</param>
/// <param name="Model">Those to this model as it was asked for; null for all.</param>
/// <param name="OnlyExpired">Only those that have expired.</param>
public sealed record CacheSelection(string? Tenant = null, string? Model = null, bool OnlyExpired = false)
{
    /// <summary>Whether answers of a label are meant, as far as the label goes.</summary>
    public bool Holds(CacheLabel label) =>
        (Tenant is null || string.Equals(Tenant, label.Tenant, StringComparison.OrdinalIgnoreCase)) && (Model is null || string.Equals(Model, label.Model, StringComparison.OrdinalIgnoreCase));
}
