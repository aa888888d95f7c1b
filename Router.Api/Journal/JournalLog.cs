using Router.Core.Journal;

namespace Router.Api.Journal;

/// <summary>Tells the log of the journal's failures and repairs.</summary>
internal sealed partial class JournalLog(ILogger<JournalLog> logger) : IJournalNotices
{
    public void Failed(JournalFault fault) => LogFailed(logger, fault.Text);

    public void Resumed(long lost) => LogResumed(logger, lost);
}
