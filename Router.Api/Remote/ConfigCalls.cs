using System.Globalization;
using System.Text.Json;
using Router.Api.Hosting;
using Router.Api.Status;

namespace Router.Api.Remote;

/// <summary>What the command line does with the configuration of a running gateway.</summary>
internal sealed class ConfigCalls(GatewayAdmin gateway, OperatorConsole console, bool asJson, CancellationToken cancellation)
{
    /// <summary>Shows what is in force.</summary>
    public async Task ShowAsync()
    {
        JsonElement view = await gateway.AskAsync(HttpMethod.Get, "config", null, cancellation);
        await console.Out.WriteLineAsync(Json(asJson ? view : view.GetProperty("config")));
        if (!asJson)
        {
            string which = view.TryGetProperty("version", out JsonElement version) && version.ValueKind == JsonValueKind.Number ? $"Version {version}" : "The configuration";
            await console.Error.WriteLineAsync($"{which} (hash {view.GetProperty("hash").GetString()}) as it counts: defaults filled in, secrets hidden. To change it, push the file that it came from.");
        }
    }

    /// <summary>Puts a file in force on all nodes.</summary>
    /// <param name="text">Its bytes.</param>
    /// <param name="ifVersion">Only if this version is in force; null for any.</param>
    /// <exception cref="StartException">It is kept, but a node can't take it.</exception>
    public async Task PushAsync(byte[] text, long? ifVersion)
    {
        JsonElement pushed = await gateway.SendAsync(HttpMethod.Put, "config", text, ifVersion is { } version ? $"\"{version.ToString(CultureInfo.InvariantCulture)}\"" : null, cancellation);
        if (asJson)
        {
            await console.Out.WriteLineAsync(Json(pushed));
        }

        TextWriter words = asJson ? console.Error : console.Out;
        JsonElement[] nodes = [.. pushed.GetProperty("nodes").EnumerateArray()];
        JsonElement[] lacking = [.. nodes.Where(node => !IsInForce(node, pushed))];
        await words.WriteLineAsync($"Version {pushed.GetProperty("version")} (hash {pushed.GetProperty("hash").GetString()}) is kept, and in force on {nodes.Length - lacking.Length} of {nodes.Length} nodes.");
        await TellAsync(words, "warning", pushed.GetProperty("warnings"));
        foreach (JsonElement node in lacking)
        {
            JsonElement errors = node.GetProperty("configuration").GetProperty("errors");
            await words.WriteLineAsync($"{node.GetProperty("name").GetString()}: {(errors.GetArrayLength() == 0 ? "has not heard of it yet; nodes ask every two seconds" : "has it not in force")}");
            await TellAsync(words, "error", errors);
        }

        if (lacking.Any(static node => node.GetProperty("configuration").GetProperty("errors").GetArrayLength() > 0))
        {
            throw new StartException("Not every node has it in force; the reasons are told above.");
        }
    }

    /// <summary>Has a file checked, and changes nothing.</summary>
    /// <param name="text">Its bytes.</param>
    /// <exception cref="StartException">It has errors.</exception>
    public async Task CheckAsync(byte[] text)
    {
        JsonElement found = await gateway.SendAsync(HttpMethod.Post, "config/validate", text, tag: null, cancellation);
        if (asJson)
        {
            await console.Out.WriteLineAsync(Json(found));
        }

        TextWriter words = asJson ? console.Error : console.Out;
        await TellAsync(words, "warning", found.GetProperty("warnings"));
        await TellAsync(words, "error", found.GetProperty("errors"));
        if (!found.GetProperty("valid").GetBoolean())
        {
            throw new StartException($"That gateway would not take it: {(found.GetProperty("errors").GetArrayLength() is > 1 and var count ? $"{count} errors" : "1 error")}.");
        }

        await words.WriteLineAsync("That gateway would take it.");
    }

    private static bool IsInForce(JsonElement node, JsonElement pushed) => node.GetProperty("configuration") is var configuration
        && configuration.GetProperty("in_force").GetBoolean() && configuration.GetProperty("version").GetInt64() >= pushed.GetProperty("version").GetInt64();

    private static async Task TellAsync(TextWriter words, string kind, JsonElement problems)
    {
        foreach (JsonElement problem in problems.EnumerateArray())
        {
            string key = problem.GetProperty("key").GetString()!;
            await words.WriteLineAsync($"  {kind}: {(key.Length == 0 ? "" : $"{key}: ")}{problem.GetProperty("text").GetString()}");
        }
    }

    private static string Json(JsonElement element) => JsonSerializer.Serialize(element, StatusJson.Readable.JsonElement);
}
