namespace Router.Core.Admission;

/// <summary>Who goes first in a queue.</summary>
public enum AdmissionClass
{
    /// <summary>Somebody waits for the answer.</summary>
    Interactive,

    /// <summary>Nobody does: background requests and counting. At least every eighth turn is theirs.</summary>
    Background,
}
