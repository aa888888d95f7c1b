namespace Router.Api.Filters;

/// <summary>What a filter wants done with a message.</summary>
public sealed record FilterVerdict
{
    private FilterVerdict()
    {
    }

    /// <summary>It goes on as it is.</summary>
    public static FilterVerdict Pass { get; } = new();

    /// <summary>The body that goes on; null for the same.</summary>
    public ReadOnlyMemory<byte>? Body { get; private init; }

    /// <summary>The HTTP status of a refusal; 0 for none.</summary>
    public int Status { get; private init; }

    /// <summary>The words of a refusal.</summary>
    public string Words { get; private init; } = "";

    /// <summary>The message is refused, and no further target is tried.</summary>
    /// <param name="status">400 to 499.</param>
    /// <param name="words">A sentence for the user: what is wrong and what to do. It also goes to the log.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is none of a refusal.</exception>
    public static FilterVerdict Refuse(int status, string words)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 499);
        return new() { Status = status, Words = words };
    }

    /// <summary>Another body goes on.</summary>
    /// <param name="body">A Messages request in UTF-8 with the same <c>model</c> and <c>stream</c>; it must stay unchanged until the message has ended.</param>
    public static FilterVerdict Replace(ReadOnlyMemory<byte> body) => new() { Body = body };
}
