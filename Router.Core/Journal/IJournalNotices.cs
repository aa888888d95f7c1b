namespace Router.Core.Journal;

/// <summary>Who hears of a journal's failures and repairs, in their order. Called under the journal's locks: it must neither wait nor call back.</summary>
public interface IJournalNotices
{
    /// <summary>Records are refused from now on; or still, for another reason.</summary>
    void Failed(JournalFault fault);

    /// <summary>Records are kept again.</summary>
    /// <param name="lost">How many were lost since the start of the process.</param>
    void Resumed(long lost);
}
