namespace Router.Core.Spend;

/// <summary>What happens to an answer that outgrows its budget.</summary>
public enum ExhaustedPolicy
{
    /// <summary>It goes on to its end, and the overrun is recorded.</summary>
    Finish,

    /// <summary>It ends where the reservation ends.</summary>
    Cut,
}
