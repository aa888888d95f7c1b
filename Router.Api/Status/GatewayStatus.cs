using System.Text.Json;
using Router.Api.Hosting;

namespace Router.Api.Status;

/// <summary>A gateway's answer to GET /health.</summary>
internal sealed class GatewayStatus : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly JsonDocument _answer;

    private GatewayStatus(JsonDocument answer) => _answer = answer;

    /// <summary>The answer, indented.</summary>
    public string Json => JsonSerializer.Serialize(Root, StatusJson.Readable.JsonElement);

    /// <summary>The same where there is no answer: a status of its own, and why.</summary>
    public static string JsonOf(StartException problem) => JsonSerializer.Serialize(
        JsonSerializer.SerializeToElement(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["status"] = problem.ExitCode == StartException.Misconfigured ? "unknown" : "unreachable", ["error"] = problem.Message },
            StatusJson.Readable.DictionaryStringString),
        StatusJson.Readable.JsonElement);

    public JsonElement Root => _answer.RootElement;

    /// <summary>Whether a key opened more than the bare status.</summary>
    public bool HasDetails => Root.TryGetProperty("providers", out _);

    /// <summary>Asks.</summary>
    /// <exception cref="StartException">There is no gateway that answers; exit code 1.</exception>
    public static async Task<GatewayStatus> AskAsync(StatusTarget target, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !target.Address.IsLoopback }) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target.Address, "/health"));
        if (target.Key is { } key)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        }

        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, cancellation);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return response.IsSuccessStatusCode && TryParse(body) is { } answer
                ? new GatewayStatus(answer)
                : throw new StartException($"{target.Address} answered HTTP {(int)response.StatusCode}, but not as a Router gateway does. Check --url.");
        }
        catch (HttpRequestException exception)
        {
            throw new StartException($"No gateway answers at {target.Address} ({exception.Message}). Start it with `router`, or name another with --url.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StartException($"{target.Address} gave no answer within {Patience.TotalSeconds:0} s.");
        }
    }

    public void Dispose() => _answer.Dispose();

    private static JsonDocument? TryParse(byte[] body)
    {
        try
        {
            var answer = JsonDocument.Parse(body);
            if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("status", out JsonElement status) && status.ValueKind == JsonValueKind.String)
            {
                return answer;
            }

            answer.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
