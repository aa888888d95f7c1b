using Router.Api.Admin.Calls;
using Router.Core.AdminContract;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Keys;

/// <summary>A key that is restricted itself makes and changes no keys and no credentials: whoever found it could make himself one without its restrictions, or send a user's prompts through an account of his own.</summary>
internal sealed class RestrictedKeys(IDirectory directory)
{
    /// <param name="principal">Whom it stands for.</param>
    /// <param name="what">What it wants to do.</param>
    public async Task<AdminProblem?> ForbidAsync(Principal principal, string what = "make or change keys")
    {
        KeySettings? settings = principal.Kind == PrincipalKind.Client && await directory.FindAsync(EntryRef.OfKey(principal.KeyId)) is ClientKey key ? key.Settings : null;
        bool isRestricted = principal.Kind == PrincipalKind.Client
            && (principal.Models is not ["*"] || principal.Providers is not ["*"] || principal.Limits != new ProviderLimits(null, null, null) || principal.Budget is not null
                || settings is { Expires: not null } or { Rules.Networks.IsEmpty: false });
        return isRestricted
            ? CallerAccess.Forbidden($"{what}, because it is restricted itself (models, providers, networks, limits, budget or an end)", "Use a key of the same user without restrictions; an admin can make one.")
            : null;
    }
}
