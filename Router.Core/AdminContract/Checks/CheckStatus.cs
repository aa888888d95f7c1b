namespace Router.Core.AdminContract.Checks;

/// <summary>How a check came out. Only <see cref="Failed"/> makes the doctor's exit code 1.</summary>
public enum CheckStatus
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, but perhaps not as meant; for configuration only.</summary>
    Warning,

    /// <summary>It does not work, and somebody has to mend it.</summary>
    Failed,

    /// <summary>The provider can't do this; the gateway goes on without it.</summary>
    Unsupported,

    /// <summary>It was not tried, or could not be told.</summary>
    Skipped,
}
