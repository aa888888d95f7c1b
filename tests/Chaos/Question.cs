using System.Text;

namespace Chaos;

/// <summary>What one client asks.</summary>
/// <param name="Id">The request's number: it stands in the body, and every answer names it.</param>
/// <param name="Model">The model's public name.</param>
/// <param name="Stream">Whether a stream is asked for.</param>
public sealed record Question(int Id, string Model, bool Stream)
{
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes("chaos-id ");

    /// <summary>How much text the body holds, in bytes.</summary>
    public int Filler { get; init; } = 10;

    /// <summary>Which user asks.</summary>
    public int User { get; init; }

    /// <summary>In which session.</summary>
    public int Session { get; init; }

    /// <summary>When the client leaves, in real time; null when it stays.</summary>
    public TimeSpan? LeavesAfter { get; init; }

    /// <summary>The body.</summary>
    public string Body() =>
        $$"""{"model":"{{Model}}","max_tokens":9,"messages":[{"role":"user","content":"chaos-id {{Id}}. {{new string('x', Filler)}}"}],"stream":{{(Stream ? "true" : "false")}}}""";

    /// <summary>The number in a body of any dialect.</summary>
    public static int IdIn(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> rest = body[(body.IndexOf(Mark) + Mark.Length)..];
        return int.Parse(rest[..rest.IndexOf((byte)'.')], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a body of any dialect asks for a stream.</summary>
    public static bool StreamIn(ReadOnlySpan<byte> body) => body.IndexOf("\"stream\":true"u8) >= 0;
}
