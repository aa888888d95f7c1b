using System.Text;

namespace Router.Protocol.Errors;

/// <summary>How long Gemini asks to wait; it says so in the body only: <c>"details":[{"@type":"…google.rpc.RetryInfo","retryDelay":"34s"}]</c>.</summary>
public static class RetryInfo
{
    private const int LongestDelay = 32;

    /// <summary>The delay as written, such as <c>34s</c> or <c>34.07s</c>; null when there is none.</summary>
    /// <param name="body">The error body.</param>
    public static string? Find(ReadOnlySpan<byte> body)
    {
        int name = body.IndexOf("\"retryDelay\""u8);
        if (name < 0)
        {
            return null;
        }

        // The words of a message stand escaped in JSON, so a name in quotes is a name.
        ReadOnlySpan<byte> value = body[(name + "\"retryDelay\""u8.Length)..].TrimStart(" \t\r\n:"u8);
        int end = value.IsEmpty || value[0] != '"' ? -1 : value[1..].IndexOf((byte)'"');
        return end is > 0 and <= LongestDelay ? Encoding.UTF8.GetString(value.Slice(1, end)) : null;
    }
}
