namespace Router.Protocol.Translation.Inbound;

/// <summary>A chat completion request can't be said as a Messages request; the message names the field and the fix.</summary>
internal sealed class InboundProblem(string field, string text) : Exception(text)
{
    public string Field { get; } = field;
}
