using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>What the writers of one request share.</summary>
/// <param name="Request">The client's request.</param>
/// <param name="Terms">Where it goes.</param>
/// <param name="Notes">What is lost on the way.</param>
/// <param name="Json">Where the provider's request is written.</param>
internal sealed record RequestContext(JsonElement Request, RequestTerms Terms, DegradationNotes Notes, JsonOutput Json)
{
    public ChatCapabilities Capabilities => Terms.Capabilities;

    public ToolNames ToolNames { get; } = new(Terms.Capabilities.ToolNameLimit);

    /// <summary>Begins a top-level field; false when the configuration sets it.</summary>
    public bool StartField(string name)
    {
        if (Terms.ExtraBody.ContainsKey(name))
        {
            return false;
        }

        Json.Name(name);
        return true;
    }

    public void Field(string name, string value)
    {
        if (StartField(name))
        {
            Json.String(value);
        }
    }

    public void Field(string name, long value)
    {
        if (StartField(name))
        {
            Json.Number(value);
        }
    }

    public void Field(string name, bool value)
    {
        if (StartField(name))
        {
            Json.Boolean(value);
        }
    }

    public void RawField(string name, ReadOnlySpan<byte> json)
    {
        if (StartField(name))
        {
            Json.Raw(json);
        }
    }
}
