using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Routes;

/// <summary>Who may use a route, in the words of the document.</summary>
internal static class RouteAccess
{
    /// <summary>Who administers the gateway: the admin key, and admins of the default tenant.</summary>
    public const string GatewayAdmin = "gateway_admin";

    /// <summary>The least role that may use it at all.</summary>
    public static string Role(Operation? operation) => All(operation).First(role => role.Reach != Scope.None).Name;

    /// <summary>How far each role's reach goes.</summary>
    public static JsonObject Scopes(Operation? operation) =>
        new(All(operation).Select(role => KeyValuePair.Create<string, JsonNode?>(role.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(role.Reach.ToString()))));

    private static IEnumerable<(string Name, Scope Reach)> All(Operation? operation) =>
    [
        .. Enum.GetValues<Role>().Select(role => (role.ToString().ToLowerInvariant(), Reach(role, isDefault: false, operation))),
        (GatewayAdmin, Reach(Core.Tenancy.Role.Admin, isDefault: true, operation)),
    ];

    private static Scope Reach(Role role, bool isDefault, Operation? operation) => operation is { } known ? AccessTable.Reach(role, isDefault, known) : Scope.Everything;
}
