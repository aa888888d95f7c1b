namespace Router.Core.Tests.Journal.Faults;

/// <summary>How an operation goes wrong.</summary>
internal enum FakeFailure
{
    /// <summary>The power goes while it runs; every later one fails.</summary>
    PowerLoss,

    /// <summary>No space; a write has written some of it.</summary>
    Full,

    /// <summary>The file system is read-only.</summary>
    ReadOnly,

    /// <summary>Permission is denied.</summary>
    Denied,

    /// <summary>The disk fails; what a sync should have written is dropped.</summary>
    Broken,
}
