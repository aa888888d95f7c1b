using FakeUpstream;

namespace Chaos;

/// <summary>The words of one provider style.</summary>
/// <param name="IsChat">Chat completions, else Anthropic's.</param>
public sealed record Dialect(bool IsChat)
{
    public static Dialect Anthropic { get; } = new(IsChat: false);

    public static Dialect Chat { get; } = new(IsChat: true);

    /// <summary>A whole answer.</summary>
    public string Answer(bool stream, string text) => (IsChat, stream) switch
    {
        (false, false) => Samples.Message(text),
        (false, true) => Samples.Stream(text),
        (true, false) => ChatSamples.Completion(text),
        (true, true) => ChatSamples.Stream(text),
    };

    /// <summary>The beginning of a stream, with content.</summary>
    public string Head(string text) => IsChat ? ChatSamples.Role() + ChatSamples.Text(text) : Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, text);

    /// <summary>An error's body.</summary>
    public string Error(int status)
    {
        string type = status switch { 401 => "authentication_error", 403 => "permission_error", 404 => "not_found_error", 413 => "request_too_large", 429 => "rate_limit_error", 529 => "overloaded_error", < 500 => "invalid_request_error", _ => "api_error" };
        return IsChat ? ChatSamples.Error($"refused with {status}", type) : Samples.Error(type, $"refused with {status}");
    }

    /// <summary>An error within a stream.</summary>
    public string ErrorEvent() => IsChat ? $"data: {ChatSamples.Error("Overloaded", "overloaded")}\n\n" : Samples.ErrorEvent("overloaded_error", "Overloaded");

    /// <summary>A sign of life.</summary>
    public string Ping(bool stream) => (stream, IsChat) switch { (false, _) => "\n", (true, true) => ": still here\n\n", (true, false) => Samples.Ping };
}
