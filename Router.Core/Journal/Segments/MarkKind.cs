namespace Router.Core.Journal.Segments;

/// <summary>What a mark of the journal's own says, in the place of the schema version.</summary>
internal enum MarkKind : ushort
{
    /// <summary>The journal was closed: everything before is durable.</summary>
    Closed = 1,

    /// <summary>Nothing follows: everything before is durable, and the next segment goes on.</summary>
    Sealed = 2,
}
