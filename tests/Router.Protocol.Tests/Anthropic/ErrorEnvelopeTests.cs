using System.Text;
using System.Text.Json;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;

namespace Router.Protocol.Tests.Anthropic;

public sealed class ErrorEnvelopeTests
{
    [Fact]
    public void Envelope_IsAnthropicsToTheByte() =>
        Assert.Equal(
            """{"type":"error","error":{"type":"not_found_error","message":"model: x"},"request_id":"req_1"}""",
            Encoding.UTF8.GetString(ErrorEnvelope.Create(ErrorType.NotFound, "model: x", "req_1")));

    [Fact]
    public void OverflowSentence_StaysReadable() =>
        Assert.Contains(
            "input length and `max_tokens` exceed context limit: 1 + 2 > 3, it's <so>",
            Encoding.UTF8.GetString(ErrorEnvelope.Create(ErrorType.InvalidRequest, "input length and `max_tokens` exceed context limit: 1 + 2 > 3, it's <so>", "r")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("quotes \" and \\ back\\slashes")]
    [InlineData("lines\nand\r\ntabs\t\0")]
    [InlineData("grüße 🙂 \u2028")]
    [InlineData("")]
    public void AnyText_ComesBackFromTheJson(string message)
    {
        using var document = JsonDocument.Parse(ErrorEnvelope.Create("t", message, "r"));
        Assert.Equal(message, document.RootElement.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void HalfASurrogatePair_GivesValidJson()
    {
        using var document = JsonDocument.Parse(ErrorEnvelope.Create("t", "cut \ud83d", "r"));
        Assert.Equal("cut \uFFFD", document.RootElement.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void Event_IsOneFrameOfKindError()
    {
        byte[] bytes = ErrorEnvelope.CreateEvent(ErrorType.Overloaded, "two\nlines", "req_2");
        var scanner = new SseFrameScanner();
        Assert.Equal(bytes.Length, scanner.FindFrameEnd(bytes));

        SseFrame frame = SseFrame.Parse(bytes);
        Assert.Equal(StreamEventKind.Error, StreamEvents.Classify(frame));
        Assert.Equal(ErrorEnvelope.Create(ErrorType.Overloaded, "two\nlines", "req_2"), frame.Data.ToArray());
    }

    [Fact]
    public void Event_IsReadBackByThePayloadReader()
    {
        SseFrame frame = SseFrame.Parse(ErrorEnvelope.CreateEvent(ErrorType.RateLimit, "later", "req_3"));
        Assert.True(MessagePayloadReader.TryRead(frame.Data, default, out MessagePayload payload));
        Assert.Equal(("error", "rate_limit_error", "later"), (payload.Type, payload.ErrorType, payload.ErrorMessage));
    }
}
