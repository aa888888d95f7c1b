namespace Router.Core.Journal;

/// <summary>How safe a record is.</summary>
public enum Durability
{
    /// <summary>
    /// It could not be kept: it is not in the journal, and nothing is promised of it. Only when the process ends while its disk still fails may the next one
    /// find it: what no disk takes back can't be cut off.
    /// </summary>
    Lost,

    /// <summary>The operating system has it: it survives the end of this process, not a power loss.</summary>
    Written,

    /// <summary>The disk has it: it survives a power loss.</summary>
    Durable,
}
