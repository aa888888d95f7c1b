using System.Buffers;
using Router.Protocol.Anthropic;
using Router.Protocol.Sse;

namespace Router.Protocol.Translation.Answers;

/// <summary>Turns a whole <c>chat.completion</c> into a whole Anthropic message.</summary>
public static class ChatAnswerTranslator
{
    /// <summary>Translates an answer that came with HTTP 200.</summary>
    /// <param name="body">The body; a stream's frames are read too, since some servers stream whatever was asked for.</param>
    /// <param name="terms">What the request asked for.</param>
    /// <param name="notes">Takes the codes of what was lost.</param>
    /// <param name="output">Takes the message; nothing is written unless it is complete.</param>
    /// <param name="usage">The tokens, estimated where the provider did not tell.</param>
    /// <returns>Null when all is well, else why the answer is none.</returns>
    public static AnswerFailure? Translate(
        ReadOnlySpan<byte> body, AnswerTerms terms, DegradationNotes notes, IBufferWriter<byte> output, out MessageUsage usage)
    {
        var reader = new ChatAnswerReader(terms, notes, RememberingSink.Around(new MessageBodySink(output, notes), terms));
        body = body.Trim(" \t\r\n\uFEFF"u8); // DeepSeek sends empty lines while a request waits
        if (body.StartsWith("data:"u8) || body.StartsWith("event:"u8) || body.StartsWith(":"u8))
        {
            TakeFrames(reader, body);
        }
        else
        {
            reader.Take(default, body);
            reader.Done();
        }

        reader.End();
        usage = reader.Usage;
        return reader.Failure;
    }

    private static void TakeFrames(ChatAnswerReader reader, ReadOnlySpan<byte> body)
    {
        var scanner = new SseFrameScanner();
        while (!body.IsEmpty)
        {
            int end = scanner.FindFrameEnd(body);
            SseFrame frame = SseFrame.Parse(end < 0 ? body : body[..end]);
            if (frame.HasData)
            {
                reader.Take(frame.EventName, frame.Data);
            }

            body = end < 0 ? default : body[end..];
        }
    }
}
