namespace Router.Dashboard.Requests;

/// <summary>A part of a request's way, as a bar under the request's axis.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Detail">To what, or how it came out.</param>
/// <param name="At">Its beginning.</param>
/// <param name="Took">Its length.</param>
public sealed record TimelineRow(string Name, string Detail, TimeSpan At, TimeSpan Took)
{
    /// <summary>The narrowest bar that is seen, of 1000.</summary>
    private const double Least = 3;

    /// <summary>route, gate, wait or failed: its colour.</summary>
    public string Tone { get; init; } = "wait";

    /// <summary>From its beginning to the first content; null when there was none.</summary>
    public TimeSpan? Content { get; init; }

    /// <summary>How it ended; empty where <see cref="Detail"/> says so.</summary>
    public string Note { get; init; } = "";

    /// <summary>Where its bar stands when the whole request is 1000 wide: it is always seen, and always within.</summary>
    public (double X, double Width) Bar(TimeSpan total) => Bar(At, Took, total);

    /// <summary>The same of the part from the first content on; null when there is none.</summary>
    public (double X, double Width)? ContentBar(TimeSpan total) => Content is { } content ? Bar(At + content, Took - content, total) : null;

    private static (double X, double Width) Bar(TimeSpan at, TimeSpan took, TimeSpan total)
    {
        if (total <= TimeSpan.Zero)
        {
            return (0, 1000);
        }

        double width = Math.Clamp(1000 * (took / total), Least, 1000);
        return (Math.Clamp(1000 * (at / total), 0, 1000 - width), width);
    }
}
