namespace Router.Protocol.Anthropic;

/// <summary>Why a request body can't be taken: the field and the fix, in the form in which Anthropic names fields (<c>messages.0.role</c>).</summary>
/// <param name="Field">The path of the field; empty for the body as a whole.</param>
/// <param name="Text">What is wrong and what would be right.</param>
public sealed record RequestProblem(string Field, string Text)
{
    /// <summary>The sentence for the client.</summary>
    public string Message => Field.Length == 0 ? Text : $"{Field}: {Text}";
}
