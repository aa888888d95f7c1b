namespace Router.Core.Tenancy;

/// <summary>What a key opens.</summary>
public enum PrincipalKind
{
    /// <summary>The client endpoints.</summary>
    Client,

    /// <summary>The admin API and the details of /health; not the models, so that an admin key has no reason to lie in clients' settings.</summary>
    Admin,
}
