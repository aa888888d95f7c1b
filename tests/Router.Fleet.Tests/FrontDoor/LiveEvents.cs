using System.Text.Json.Nodes;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>Listens to a node's live events.</summary>
internal sealed class LiveEvents : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;
    private Task<string?>? _pending;
    private string? _name;

    private LiveEvents(HttpResponseMessage answer, Stream stream) => (_answer, _lines) = (answer, new StreamReader(stream));

    /// <summary>Begins; when this returns the node tells what happens.</summary>
    public static async Task<LiveEvents> OfAsync(DoorProcess node)
    {
        HttpResponseMessage answer = await node.ListenAsync();
        var events = new LiveEvents(answer, await answer.Content.ReadAsStreamAsync());
        Assert.Equal(": listening", await events._lines.ReadLineAsync());
        return events;
    }

    /// <summary>The next event of a kind; null when there is none in that time.</summary>
    public async Task<JsonNode?> TryReadAsync(string name, TimeSpan patience)
    {
        while (true)
        {
            _pending ??= _lines.ReadLineAsync();
            if (await Task.WhenAny(_pending, Task.Delay(patience)) != _pending)
            {
                return null;
            }

            string line = (await _pending)!;
            _pending = null;
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                _name = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && _name == name)
            {
                return JsonNode.Parse(line[6..]);
            }
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }
}
