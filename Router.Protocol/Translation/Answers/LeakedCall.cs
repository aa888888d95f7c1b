namespace Router.Protocol.Translation.Answers;

/// <summary>A tool call that was found in text.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Input">Its input, a JSON object.</param>
internal sealed record LeakedCall(string Name, byte[] Input);
