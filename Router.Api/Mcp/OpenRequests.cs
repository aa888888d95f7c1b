using System.Text.Json;

namespace Router.Api.Mcp;

/// <summary>The client's requests that have no answer yet, by the lines that go in and out: <c>{"jsonrpc":"2.0","id":2,"method":"tools/call",…}</c>, <c>{"jsonrpc":"2.0","id":2,"result":…}</c>.</summary>
internal sealed class OpenRequests
{
    /// <summary>More than the tool ever takes; a request that nobody answers must not keep the process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _none = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;

    /// <summary>Hears a line of the client.</summary>
    public void HearClient(ReadOnlyMemory<byte> line) => Change(line, isClient: true);

    /// <summary>Hears a line of the server.</summary>
    public void HearServer(ReadOnlyMemory<byte> line) => Change(line, isClient: false);

    /// <summary>The client says no more: waits until all that it asked is answered.</summary>
    public async Task WaitForAnswersAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            _hasEnded = true;
            EndWhenDone();
        }

        try
        {
            await _none.Task.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            // Whoever waits for such an answer has gone, or asked for what is never answered.
        }
    }

    private void Change(ReadOnlyMemory<byte> line, bool isClient)
    {
        if (Read(line) is not var (id, method, cancelled))
        {
            return;
        }

        lock (_lock)
        {
            if (isClient && method is not null && id is not null)
            {
                _ids.Add(id);
            }
            else if (isClient ? cancelled is not null : method is null && id is not null)
            {
                _ids.Remove((isClient ? cancelled : id)!);
            }

            EndWhenDone();
        }
    }

    private void EndWhenDone()
    {
        if (_hasEnded && _ids.Count == 0)
        {
            _none.TrySetResult();
        }
    }

    private static (string? Id, string? Method, string? Cancelled)? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            string? method = Text(root, "method");
            return (Text(root, "id"), method, method == "notifications/cancelled" && root.TryGetProperty("params", out JsonElement what) && what.ValueKind == JsonValueKind.Object ? Text(what, "requestId") : null);
        }
        catch (JsonException)
        {
            return null; // the server tells the client
        }
    }

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
}
