namespace Router.Core.Tenancy.Directory;

/// <summary>Tells what closes a key: itself, its user, his team or its tenant. What is deleted counts before what is suspended, what is nearer before what is above it.</summary>
public static class Closings
{
    /// <summary>The reason; none when all are in use.</summary>
    public static KeyRefusal Of(Standing key, Standing user, Standing team, Standing tenant) => (key, user, team, tenant) switch
    {
        (Standing.Active, Standing.Active, Standing.Active, Standing.Active) => KeyRefusal.None,
        (Standing.Deleted, _, _, _) => KeyRefusal.Revoked,
        (_, Standing.Deleted, _, _) => KeyRefusal.UserDeleted,
        (_, _, Standing.Deleted, _) => KeyRefusal.TeamDeleted,
        (_, _, _, Standing.Deleted) => KeyRefusal.TenantDeleted,
        (Standing.Suspended, _, _, _) => KeyRefusal.Suspended,
        (_, Standing.Suspended, _, _) => KeyRefusal.UserSuspended,
        (_, _, Standing.Suspended, _) => KeyRefusal.TeamSuspended,
        _ => KeyRefusal.TenantSuspended,
    };
}
