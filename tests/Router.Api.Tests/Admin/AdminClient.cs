using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Admin;

/// <summary>Calls the admin API of a gateway.</summary>
internal static class AdminClient
{
    /// <summary>Calls and returns status, body and entity tag.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="method">The method and path behind <c>/admin/v1/</c>, such as <c>POST users</c>.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="key">The key; the admin key when null.</param>
    /// <param name="match">The <c>If-Match</c> header; null for none.</param>
    public static async Task<(HttpStatusCode Status, JsonNode Body, string? Tag)> AdminAsync(this TestGateway gateway, string method, string? body = null, string? key = null, string? match = null)
    {
        string[] parts = method.Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), $"/admin/v1/{parts[1]}");
        request.Headers.Add("x-router-key", key ?? TestGateway.AdminKey);
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await gateway.Client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!, response.Headers.ETag?.Tag);
    }

    /// <summary>Calls, and returns the body of what must succeed.</summary>
    public static async Task<JsonNode> DoneAsync(this TestGateway gateway, string method, string? body = null, string? key = null)
    {
        (HttpStatusCode status, JsonNode answer, _) = await gateway.AdminAsync(method, body, key);
        return (int)status is >= 200 and < 300 ? answer : throw new InvalidOperationException($"{method}: {(int)status} {answer.ToJsonString()}");
    }

    /// <summary>Calls, and returns status and words of what must be refused.</summary>
    public static async Task<(int Status, string Message)> RefusedAsync(this TestGateway gateway, string method, string? body = null, string? key = null, string? match = null)
    {
        (HttpStatusCode status, JsonNode answer, _) = await gateway.AdminAsync(method, body, key, match);
        return ((int)status, (string?)answer["error"]?["message"] ?? $"not refused: {answer.ToJsonString()}");
    }

    /// <summary>Makes a user with a key of his own.</summary>
    /// <returns>The key's secret.</returns>
    public static async Task<string> UserWithKeyAsync(this TestGateway gateway, string id, string role, string? team = null, string tenant = "default")
    {
        await gateway.DoneAsync("POST users", $$"""{"id":"{{id}}","tenant":"{{tenant}}","role":"{{role}}"{{(team is null ? "" : $",\"team\":\"{team}\"")}}}""");
        return (string)(await gateway.DoneAsync("POST keys", $$"""{"user":"{{id}}","tenant":"{{tenant}}"}"""))["secret"]!;
    }

    public static string[] Ids(JsonNode list) => [.. list["data"]!.AsArray().Select(entry => (string)entry!["id"]!)];
}
