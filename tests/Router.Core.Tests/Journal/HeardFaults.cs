using Router.Core.Journal;

namespace Router.Core.Tests.Journal;

internal sealed class HeardFaults : IJournalNotices
{
    public List<string> Heard { get; } = [];

    public Action WhenResumed { get; init; } = () => { };

    public void Failed(JournalFault fault) => Heard.Add(fault.State.ToString());

    public void Resumed(long lost)
    {
        Heard.Add($"resumed, {lost} lost");
        WhenResumed();
    }
}
