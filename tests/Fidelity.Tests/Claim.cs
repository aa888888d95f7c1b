namespace Fidelity.Tests;

/// <summary>One thing that a gateway in front of Claude Code gets wrong easily, said as what this one does.</summary>
/// <param name="Id">Its number or topic; unique.</param>
/// <param name="Text">What this gateway does, in one sentence.</param>
internal sealed record Claim(string Id, string Text)
{
    /// <summary>
    /// The tests that prove it: <c>Class.Method</c>, with the last part of the namespace in front where two classes share a name, or <c>Area/folder</c> for a
    /// golden folder of Router.Protocol.Tests.
    /// </summary>
    public string[] Tests { get; init; } = [];

    /// <summary>The feature that must come first; null when the claim is proved.</summary>
    public string? WaitsFor { get; init; }
}
