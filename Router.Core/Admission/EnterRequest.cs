namespace Router.Core.Admission;

/// <summary>Asks for a permit.</summary>
/// <param name="Id">The attempt; the same id asks about the same permit or ticket again.</param>
/// <param name="User">Between whom the queue is fair: a user, or the node that asks for a stock.</param>
/// <param name="Tokens">Input and expected output, borrowed until the truth is reported; ≥ 0.</param>
public readonly record struct EnterRequest(PermitId Id, string User, long Tokens)
{
    /// <summary>Who goes first. Default interactive.</summary>
    public AdmissionClass Class { get; init; }

    /// <summary>How long it may wait for its turn. Zero (default): it is granted now or refused.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>
    /// Zero (default): one request, sent at once. Else a stock of so many requests, which a node hands out itself: it counts until one window after
    /// it was given back, because only the node knows when its requests were sent.
    /// </summary>
    public int Stock { get; init; }

    internal long Requests => Math.Max(1, Stock);
}
