using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Router.Api.Errors;

namespace Router.Api.Answers;

/// <summary>Writes a small JSON answer.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        await ErrorWriter.WriteAsync(context, status, buffer.WrittenMemory);
    }
}
