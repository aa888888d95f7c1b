using System.Text.Json.Nodes;
using Router.Api.Admin.Routes;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>What usage looks like in answers.</summary>
internal static class UsageShapes
{
    /// <summary>A row has the member that its <c>group_by</c> names, besides <c>tenant</c>.</summary>
    public static NamedShape Row { get; } = new("Usage", Shape.Object(
    [
        ("start", Shape.Time()), ("tenant", Shape.Text()), .. Enum.GetValues<UsageGroup>().Where(group => group != UsageGroup.Tenant).Select(group => ($"{UsageQuestion.Name(group)}?", Shape.Text())), .. Sum(),
    ]));

    public static IEnumerable<(string, JsonObject)> Tokens() =>
        ((IEnumerable<string>)["input_tokens", "output_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens"]).Select(name => (name, Shape.Integer()));

    public static IEnumerable<(string, JsonObject)> Sum() => [("requests", Shape.Integer()), .. Tokens(), ("usd", Shape.Number()), ("saved_usd", Shape.Number())];
}
