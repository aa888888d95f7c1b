using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Router.Api.Demo;

/// <summary>A reply in Anthropic's words: one message, or the events of one.</summary>
internal sealed class DemoMessage
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _model;
    private readonly DemoReply _reply;
    private readonly long _input;
    private readonly string _id;

    public DemoMessage(string model, DemoReply reply, long input)
    {
        (_model, _reply, _input) = (model, reply, input);
        // The same request gets the same answer, its ids included.
        _id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model}\n{input}\n{reply.Text}")))[..24];
    }

    // A word is about 1.3 tokens of English.
    private long Output => (_reply.Text.Length / 4) + (20 * _reply.Calls.Length) + 1;

    private string StopReason => _reply.Calls.IsEmpty ? "end_turn" : "tool_use";

    public byte[] ToJson() => Build(json => WriteMessage(json, whole: true));

    /// <summary>The frames in order; a word of text a frame.</summary>
    public IEnumerable<byte[]> ToFrames()
    {
        yield return Frame("message_start", json =>
        {
            json.WritePropertyName("message"u8);
            WriteMessage(json, whole: false);
        });
        yield return Start(0, json =>
        {
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, ""u8);
        });
        foreach (string word in WordsOf(_reply.Text))
        {
            yield return Delta(0, "text_delta", "text", word);
        }

        yield return Stop(0);
        for (int call = 0; call < _reply.Calls.Length; call++)
        {
            int index = call + 1;
            DemoTool tool = _reply.Calls[call];
            yield return Start(index, json => WriteCall(json, tool, index, "{}"));
            yield return Delta(index, "input_json_delta", "partial_json", tool.Input);
            yield return Stop(index);
        }

        yield return Frame("message_delta", json =>
        {
            json.WriteStartObject("delta"u8);
            json.WriteString("stop_reason"u8, StopReason);
            json.WriteNull("stop_sequence"u8);
            json.WriteEndObject();
            WriteUsage(json, Output);
        });
        yield return Frame("message_stop", static _ => { });
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        int start = 0;
        for (int space = text.IndexOf(' ', 1); space > 0; space = text.IndexOf(' ', space + 1))
        {
            yield return text[start..space];
            start = space;
        }

        yield return text[start..];
    }

    private void WriteMessage(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, $"msg_demo{_id}");
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, _model);
        json.WriteStartArray("content"u8);
        if (whole)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, _reply.Text);
            json.WriteEndObject();
            for (int call = 0; call < _reply.Calls.Length; call++)
            {
                json.WriteStartObject();
                WriteCall(json, _reply.Calls[call], call + 1, _reply.Calls[call].Input);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteString("stop_reason"u8, whole ? StopReason : null);
        json.WriteNull("stop_sequence"u8);
        WriteUsage(json, whole ? Output : 1);
        json.WriteEndObject();
    }

    private void WriteCall(Utf8JsonWriter json, DemoTool tool, int index, string input)
    {
        json.WriteString("type"u8, "tool_use"u8);
        json.WriteString("id"u8, $"toolu_demo{_id}{index}");
        json.WriteString("name"u8, tool.Name);
        json.WritePropertyName("input"u8);
        json.WriteRawValue(input);
    }

    private void WriteUsage(Utf8JsonWriter json, long output)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, _input);
        json.WriteNumber("cache_creation_input_tokens"u8, 0);
        json.WriteNumber("cache_read_input_tokens"u8, 0);
        json.WriteNumber("output_tokens"u8, output);
        json.WriteEndObject();
    }

    private static byte[] Start(int index, Action<Utf8JsonWriter> block) => Frame("content_block_start", json =>
    {
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("content_block"u8);
        block(json);
        json.WriteEndObject();
    });

    private static byte[] Delta(int index, string type, string member, string text) => Frame("content_block_delta", json =>
    {
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("delta"u8);
        json.WriteString("type"u8, type);
        json.WriteString(member, text);
        json.WriteEndObject();
    });

    private static byte[] Stop(int index) => Frame("content_block_stop", json => json.WriteNumber("index"u8, index));

    private static byte[] Frame(string type, Action<Utf8JsonWriter> members)
    {
        byte[] data = Build(json =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            members(json);
            json.WriteEndObject();
        });
        return [.. "event: "u8, .. Encoding.UTF8.GetBytes(type), .. "\ndata: "u8, .. data, .. "\n\n"u8];
    }

    private static byte[] Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
