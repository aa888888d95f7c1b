namespace Router.Core.AdminContract;

/// <summary>What was asked for lies with another node, or in a store, that nobody could reach in time. It may be there again in a moment.</summary>
public sealed class OutOfReachException : TimeoutException
{
    /// <summary>Nothing is known of why.</summary>
    public OutOfReachException() : this("Out of reach.")
    {
    }

    /// <summary>With words for the log.</summary>
    public OutOfReachException(string message) : base(message)
    {
    }

    /// <summary>With what the last try met.</summary>
    public OutOfReachException(string message, Exception inner) : base(message, inner)
    {
    }
}
