namespace Router.Core.Journal;

/// <summary>What becomes of appended records.</summary>
public interface IRecordFate
{
    /// <summary>Completes when the operating system has them.</summary>
    ValueTask<Durability> WrittenAsync();

    /// <summary>Completes when the disk has them.</summary>
    ValueTask<Durability> DurableAsync();
}
