using System.Text;
using System.Text.Json.Nodes;

namespace FakeUpstream;

/// <summary>A request as it arrived.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">The headers; several values of one name are joined by commas.</param>
/// <param name="Body">The body's bytes.</param>
/// <param name="Gone">Completes when the caller has closed the connection before the answer was complete.</param>
public sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body, Task Gone)
{
    /// <summary>The protocol, for example <c>HTTP/2</c>.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Path and query as they were sent, not unescaped.</summary>
    public string RawTarget { get; init; } = "";

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>The top-level model.</summary>
    public string? Model => (string?)Json["model"];
}
