using System.Text.Json.Nodes;

namespace Router.Api.Admin.Routes;

/// <summary>A parameter of the query, or a header; none of them must be there.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">What it does.</param>
/// <param name="Schema">What it looks like.</param>
internal sealed record AdminParameter(string Name, string Text, JsonObject Schema)
{
    public static AdminParameter Tenant { get; } = new("tenant", "The tenant that is meant. Default: the caller's own.", Shape.Text());

    public static AdminParameter Limit { get; } = new("limit", "The most entries of the answer. Default 100.", Shape.Between(1, 1000));

    public static AdminParameter After { get; } = new("after", "The last_id of the page before.", Shape.Text());

    public static AdminParameter Deleted { get; } = new("deleted", "Whether deleted and revoked entries are wanted too. Default false.", Shape.Flag());
}
