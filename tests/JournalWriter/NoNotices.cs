using Router.Core.Journal;

namespace JournalWriter;

/// <summary>Failures are told by the tickets.</summary>
public sealed class NoNotices : IJournalNotices
{
    public void Failed(JournalFault fault)
    {
    }

    public void Resumed(long lost)
    {
    }
}
