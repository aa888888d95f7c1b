using System.Text.Json;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Status;

namespace Router.Api.Remote;

/// <summary>What the command line does with the response cache of a running gateway.</summary>
/// <param name="gateway">The gateway.</param>
/// <param name="console">Where it is told.</param>
/// <param name="options">The start's options.</param>
/// <param name="asJson">Whether the gateway's answer is written as it is.</param>
/// <param name="filter">The query that chooses tenant and model; empty for all.</param>
/// <param name="cancellation">Ends the wait.</param>
internal sealed class CacheCalls(GatewayAdmin gateway, OperatorConsole console, StartOptions options, bool asJson, string filter, CancellationToken cancellation)
{
    /// <summary>The query that chooses.</summary>
    public static string Filter(string? tenant, string? model)
    {
        string query = string.Join('&', new[] { ("tenant", tenant), ("model", model) }.Where(part => part.Item2 is not null).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}"));
        return query.Length == 0 ? "" : $"?{query}";
    }

    public async Task StatsAsync()
    {
        JsonElement report = await gateway.AskAsync(HttpMethod.Get, $"cache{filter}", null, cancellation);
        if (asJson)
        {
            await console.Out.WriteLineAsync(Json(report));
        }
        else
        {
            CacheTable.Write(Terminals.For(console, options.Environment), report);
        }
    }

    public async Task ClearAsync(bool onlyExpired)
    {
        JsonElement cleared = await gateway.AskAsync(HttpMethod.Post, $"cache/{(onlyExpired ? "clear-expired" : "clear")}{filter}", null, cancellation);
        await console.Out.WriteLineAsync(asJson ? Json(cleared) : $"{cleared.GetProperty("cleared")} {(onlyExpired ? "expired " : "")}answers are forgotten.");
    }

    private static string Json(JsonElement element) => JsonSerializer.Serialize(element, StatusJson.Readable.JsonElement);
}
