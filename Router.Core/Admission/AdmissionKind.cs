namespace Router.Core.Admission;

/// <summary>The three answers of a gate.</summary>
public enum AdmissionKind
{
    /// <summary>Go. The permit must be reported or cancelled.</summary>
    Granted,

    /// <summary>Wait for the answer to the ticket.</summary>
    Queued,

    /// <summary>Not here, not now. Nothing was taken.</summary>
    Refused,
}
