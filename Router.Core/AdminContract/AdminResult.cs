namespace Router.Core.AdminContract;

/// <summary>What was asked for, or why it is refused.</summary>
/// <param name="Value">What was asked for; null when it is refused.</param>
/// <param name="Problem">Why it is refused; null when it is not.</param>
public sealed record AdminResult<T>(T? Value, AdminProblem? Problem)
    where T : class
{
    /// <summary>What was asked for.</summary>
    public static implicit operator AdminResult<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator AdminResult<T>(AdminProblem problem) => new(null, problem);
}
