using Router.Core.Journal;

namespace NodeUnderTest;

/// <summary>Failures of the journal would show as settlements that are missing.</summary>
internal sealed class NoNotices : IJournalNotices
{
    public void Failed(JournalFault fault)
    {
    }

    public void Resumed(long lost)
    {
    }
}
