using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Chaos.Kills;

/// <summary>The clients of one round, until the gateway is gone: they ask and never ask again, and an admin makes and revokes keys, and puts and rotates vault entries.</summary>
/// <param name="gateway">Where the gateway is.</param>
/// <param name="book">Where they write down what they saw.</param>
/// <param name="round">The round, for names.</param>
/// <param name="seed">Draws what they ask.</param>
public sealed class KillLoad(Uri gateway, KillBook book, int round, int seed) : IDisposable
{
    private const int Clients = 16;
    private const int MostRequests = 600;

    private readonly HttpClient _http = new() { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(30) };
    private readonly Chance _chance = new(seed);
    private int _next;

    /// <summary>Runs until the gateway is gone or everything was asked.</summary>
    public Task RunAsync(CancellationToken over) => Task.WhenAll([AdministrateAsync(over), .. Enumerable.Range(0, Clients).Select(_ => ClientAsync(over))]);

    public void Dispose() => _http.Dispose();

    private async Task ClientAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested && Interlocked.Increment(ref _next) is var number and <= MostRequests)
        {
            string session = $"s-{round}-{number}";
            string[] keys = [.. KillGateway.Keys, .. book.Made.Where(key => !book.Revoked.ContainsKey(key.Key)).Select(key => key.Value)];
            try
            {
                await AskAsync(session, keys[_chance.Of(number, round, 1) % keys.Length], _chance.Of(number, round, 2) % 2 == 0, _chance.Of(number, round, 3) % 10 == 0, over);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                // The gateway was killed, or this client left.
            }
        }
    }

    private async Task AskAsync(string session, string key, bool streams, bool leaves, CancellationToken over)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(over);
        if (leaves)
        {
            leaving.CancelAfter(TimeSpan.FromMilliseconds(20));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = new StringContent(KillGateway.Body(session, streams), Encoding.UTF8, "application/json") };
        request.Headers.Add("x-router-key", key);
        request.Headers.Add("x-claude-code-session-id", session);
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
        string body = await response.Content.ReadAsStringAsync(leaving.Token);
        if (response.StatusCode == HttpStatusCode.OK && (streams ? body.Contains("message_stop", StringComparison.Ordinal) : body.EndsWith('}')))
        {
            book.Answered[session] = true;
        }
        else if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            book.Report($"{session}: a key that was made and not revoked is refused: {body}");
        }
    }

    private async Task AdministrateAsync(CancellationToken over)
    {
        try
        {
            await AdminAsync(HttpMethod.Post, "users", $$"""{ "id": "{{KillGateway.User}}" }""", over);
            for (int number = 1; !over.IsCancellationRequested && number <= MostRequests; number++)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"k{round:D3}{number:D4}");
                if (await AdminAsync(HttpMethod.Post, "keys", $$"""{ "id": "{{id}}", "user": "{{KillGateway.User}}", "budget": { "usd": 1000000, "per": "month" } }""", over) is { } made)
                {
                    book.Made[id] = (string)made["secret"]!;
                }

                string[] valid = [.. book.Made.Keys.Where(key => !book.Revoked.ContainsKey(key)).Order(StringComparer.Ordinal)];
                if (number % 3 == 0 && valid.Length > 0)
                {
                    string chosen = valid[_chance.Of(number, round, 4) % valid.Length];
                    book.Revoked[chosen] = false;
                    if (await AdminAsync(HttpMethod.Delete, $"keys/{chosen}", null, over) is not null)
                    {
                        book.Revoked[chosen] = true;
                    }
                }

                await PutAsync(number, over);
                await Task.Delay(_chance.Of(number, round, 5) % 40, over);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // The gateway was killed.
        }
    }

    /// <summary>Puts a secret, or rotates one that was put.</summary>
    private async Task PutAsync(int number, CancellationToken over)
    {
        string[] known = [.. book.Secrets.Where(entry => entry.Value.Confirmed > 0).Select(entry => entry.Key).Order(StringComparer.Ordinal)];
        bool rotates = known.Length > 0 && number % 3 > 0;
        string name = rotates ? known[_chance.Of(number, round, 6) % known.Length] : string.Create(CultureInfo.InvariantCulture, $"e{round}-{number}");
        string secret = string.Create(CultureInfo.InvariantCulture, $"kill-vault-secret-{round}-{number}");
        KilledSecret before = book.Secrets.GetValueOrDefault(name, new KilledSecret(0, 0, null));
        book.Secrets[name] = before with { Asked = before.Asked + 1, Fingerprint = null };
        JsonNode? put = rotates
            ? await AdminAsync(HttpMethod.Post, $"vault/{name}/rotate", $$"""{ "secret": "{{secret}}" }""", over)
            : await AdminAsync(HttpMethod.Put, $"vault/{name}", $$"""{ "provider": "a", "secret": "{{secret}}" }""", over);
        if (put is not null)
        {
            book.Secrets[name] = new KilledSecret(before.Asked + 1, before.Confirmed + 1, (string)put["fingerprint"]!);
        }
    }

    private async Task<JsonNode?> AdminAsync(HttpMethod method, string path, string? body, CancellationToken over)
    {
        using var request = new HttpRequestMessage(method, $"/admin/v1/{path}");
        request.Headers.Add("x-router-key", KillGateway.AdminKey);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.SendAsync(request, over);
        string answer = await response.Content.ReadAsStringAsync(over);
        if (!response.IsSuccessStatusCode)
        {
            book.Report($"{method} {path}: {(int)response.StatusCode} {answer}");
            return null;
        }

        return JsonNode.Parse(answer);
    }
}
