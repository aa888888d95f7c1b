namespace Router.Core.Admission.State;

/// <summary>A permit that was granted and not yet given back.</summary>
/// <param name="Id">Its name.</param>
public readonly record struct OpenPermit(PermitId Id)
{
    /// <summary>Its requests.</summary>
    public long Requests { get; init; }

    /// <summary>The tokens borrowed.</summary>
    public long Tokens { get; init; }

    /// <summary>Whether it is a stock, which is held and not logged.</summary>
    public bool IsStock { get; init; }

    /// <summary>When it was granted, UTC ticks.</summary>
    public long GrantedAt { get; init; }

    /// <summary>When it expires, UTC ticks.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>The entry of the window of requests.</summary>
    public long RequestEntry { get; init; }

    /// <summary>The entry of the window of tokens.</summary>
    public long TokenEntry { get; init; }

    /// <summary>All requests ever granted, itself included: its place in the order of grants.</summary>
    public long RequestTotal { get; init; }

    /// <summary>All tokens ever borrowed, its own included.</summary>
    public long TokenTotal { get; init; }
}
