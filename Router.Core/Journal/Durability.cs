namespace Router.Core.Journal;

/// <summary>How safe a record is.</summary>
public enum Durability
{
    /// <summary>It could not be kept: it is not in the journal. (Only a crash before the journal has cleaned up may still bring it back.)</summary>
    Lost,

    /// <summary>The operating system has it: it survives the end of this process, not a power loss.</summary>
    Written,

    /// <summary>The disk has it: it survives a power loss.</summary>
    Durable,
}
