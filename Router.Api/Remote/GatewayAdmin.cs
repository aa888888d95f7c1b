using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Router.Api.Hosting;
using Router.Api.Status;

namespace Router.Api.Remote;

/// <summary>The admin API of a running gateway, as the command line asks it.</summary>
internal sealed class GatewayAdmin : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StatusTarget _target;
    private readonly string _hint;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };

    /// <param name="target">Where it is, and the key for it.</param>
    /// <param name="hint">What to do where nobody answers, or another program.</param>
    public GatewayAdmin(StatusTarget target, string hint = "Start it with `router`, or name another with --url.") => (_target, _hint) = (target, hint);

    /// <summary>Where it is.</summary>
    public Uri Address => _target.Address;

    /// <summary>Asks.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path behind <c>/admin/v1/</c>.</param>
    /// <param name="body">Writes the members of the body; null for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The answer; null when there is no such thing.</returns>
    /// <exception cref="StartException">It was refused, or nobody answered; exit code 1.</exception>
    public Task<JsonElement?> FindAsync(HttpMethod method, string path, Action<Utf8JsonWriter>? body, CancellationToken cancellation) =>
        SendAsync(method, path, body, isMissingTold: method != HttpMethod.Get, cancellation);

    /// <summary>Does something to what may not be there.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public Task<JsonElement?> TryAsync(HttpMethod method, string path, Action<Utf8JsonWriter>? body, CancellationToken cancellation) =>
        SendAsync(method, path, body, isMissingTold: false, cancellation);

    /// <summary>Sends a text as it is.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path behind <c>/admin/v1/</c>.</param>
    /// <param name="text">The body, JSON with or without comments.</param>
    /// <param name="tag">The <c>If-Match</c> header; null for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StartException">It was refused, or nobody answered; exit code 1.</exception>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, byte[] text, string? tag, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(method, path);
        request.Content = new ByteArrayContent(text);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return (await SendAsync(request, isMissingTold: true, cancellation))!.Value;
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(_target.Address, $"/admin/v1/{path}"));
        if (_target.Key is { } key)
        {
            request.Headers.TryAddWithoutValidation("x-router-key", key);
        }

        return request;
    }

    private async Task<JsonElement?> SendAsync(HttpMethod method, string path, Action<Utf8JsonWriter>? body, bool isMissingTold, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(Body(body), Encoding.UTF8, "application/json");
        }

        return await SendAsync(request, isMissingTold, cancellation);
    }

    private async Task<JsonElement?> SendAsync(HttpRequestMessage request, bool isMissingTold, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellation);
            JsonElement? answer = Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            return (int)response.StatusCode == 401 && _target.Key is not null && Words(answer) is { } refusal
                ? throw new StartException($"{_target.Address} does not take the key that was found (admin.key of the configuration, or ROUTER_ADMIN_KEY): {refusal} Set ROUTER_ADMIN_KEY to that gateway's admin key.")
                : response.IsSuccessStatusCode && answer is not null ? answer
                : (int)response.StatusCode == 404 && !isMissingTold ? null
                : throw new StartException(Words(answer) ?? $"{_target.Address} answered HTTP {(int)response.StatusCode}, but not as a Router gateway does. {_hint}");
        }
        catch (HttpRequestException exception)
        {
            throw new StartException($"No gateway answers at {_target.Address} ({exception.Message}). {_hint}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StartException($"{_target.Address} gave no answer within {Patience.TotalSeconds:0} s.");
        }
    }

    /// <summary>Asks for what must be there.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path, Action<Utf8JsonWriter>? body, CancellationToken cancellation) =>
        (await SendAsync(method, path, body, isMissingTold: true, cancellation))!.Value;

    public void Dispose() => _client.Dispose();

    private static string Body(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? Words(JsonElement? answer) =>
        answer is { } root && root.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out JsonElement message)
            ? _target.Key is null ? $"{message} No key was found: set ROUTER_ADMIN_KEY to that gateway's admin key." : message.GetString()
            : null;
}
