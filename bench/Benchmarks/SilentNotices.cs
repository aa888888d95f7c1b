using Router.Core.Journal;

namespace Benchmarks;

/// <summary>A benchmark's tickets tell of failures.</summary>
internal sealed class SilentNotices : IJournalNotices
{
    public void Failed(JournalFault fault)
    {
    }

    public void Resumed(long lost)
    {
    }
}
