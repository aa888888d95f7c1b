using FsCheck;
using FsCheck.Fluent;
using Router.Core.Admission;

namespace Router.Core.Tests.Admission.Properties;

/// <summary>Whoever waits gets his turn, and in a fair order.</summary>
public sealed class QueueProperties
{
    /// <summary>Providers may refuse and fail as they like: with enough patience every ticket is granted once the provider answers again.</summary>
    [Fact]
    public void NobodyStarves() => Check.That(Patient, (run, _) =>
    {
        run.Drain();
        HashSet<PermitId> given = [.. run.Trace.Where(one => one.Kind is GateEventKind.Granted or GateEventKind.Cancelled).Select(one => one.Request.Id)];
        return run.Waiting.Count == 0 && run.Trace.Where(one => one.Kind == GateEventKind.Queued).All(one => given.Contains(one.Request.Id));
    });

    /// <summary>While a user waits for his n-th turn, no other user of his class has more than n turns, however many tickets he holds.</summary>
    [Fact]
    public void UsersTakeTurns() => Check.That(Patient, (run, _) =>
    {
        run.Drain();
        HashSet<PermitId> queued = [.. run.Trace.Where(one => one.Kind == GateEventKind.Queued).Select(one => one.Request.Id)];
        return Waits(run).All(wait =>
        {
            int ownTurn = Between(run, wait).Count(other => SameLine(other, wait.Ticket)) + 1;
            return Between(run, wait)
                .Where(other => other.Request.Class == wait.Ticket.Request.Class && !SameLine(other, wait.Ticket) && queued.Contains(other.Request.Id))
                .GroupBy(other => other.Request.User, StringComparer.Ordinal)
                .All(turns => turns.Count() <= ownTurn);
        });
    });

    /// <summary>A background ticket whose user has no other waits for at most seven interactive ones between two turns of the background.</summary>
    [Fact]
    public void BackgroundHasEveryEighthTurn() => Check.That(Patient, (run, _) =>
    {
        run.Drain();
        return Waits(run).Where(wait => wait.Ticket.Request.Class == AdmissionClass.Background).All(wait =>
        {
            int inRow = 0;
            foreach (GateEvent other in Between(run, wait))
            {
                inRow = other.Request.Class == AdmissionClass.Background ? 0 : inRow + 1;
                if (inRow > 7)
                {
                    return false;
                }
            }

            return true;
        });
    });

    /// <summary>The other side of it: while anyone interactive waits, the background gets no more than every eighth turn.</summary>
    [Fact]
    public void InteractiveGoesFirst() => Check.That(Patient, (run, _) =>
    {
        run.Drain();
        return Waits(run).Where(wait => wait.Ticket.Request.Class == AdmissionClass.Interactive).All(wait =>
        {
            int background = Between(run, wait).Count(other => other.Request.Class == AdmissionClass.Background);
            int interactive = Between(run, wait).Count(other => other.Request.Class == AdmissionClass.Interactive);
            return background <= (interactive + 7) / 7;
        });
    });

    [Fact]
    public void QueueIsBounded() => Check.That(RandomRun.All, (run, random) => run.Waiting.Count <= random.Settings.QueueLength && run.Gate.Status(run.Now).Waiting == run.Waiting.Count);

    /// <summary>Whoever waited is answered at the latest when his patience ends.</summary>
    [Fact]
    public void PatienceIsKept() => Check.That(RandomRun.All, (run, _) => Waits(run).All(wait =>
        (wait.End?.At ?? run.Now) - wait.Ticket.At <= wait.Ticket.Request.Patience));

    /// <summary>The gate asks for a tick exactly when it has something to do: before, ticks answer nothing.</summary>
    [Fact]
    public void TicksBeforeTheyAreDue_ChangeNothing() => Check.That(RandomRun.All, (run, _) => run.EarlyTicks == 0);

    private static Gen<RandomRun> Patient => RandomRun.All.Select(run => run with
    {
        Endless = true, Settings = run.Settings with { QueueLength = 1000, LongestWait = TimeSpan.FromDays(1000) },
    });

    private static IEnumerable<(GateEvent Ticket, int From, GateEvent? End, int To)> Waits(GateRun run)
    {
        for (int index = 0; index < run.Trace.Count; index++)
        {
            GateEvent ticket = run.Trace[index];
            if (ticket.Kind == GateEventKind.Queued)
            {
                int end = run.Trace.FindIndex(index + 1, other => other.Request.Id == ticket.Request.Id);
                yield return (ticket, index, end < 0 ? null : run.Trace[end], end < 0 ? run.Trace.Count : end);
            }
        }
    }

    private static IEnumerable<GateEvent> Between(GateRun run, (GateEvent Ticket, int From, GateEvent? End, int To) wait) =>
        run.Trace.Skip(wait.From + 1).Take(wait.To - wait.From - 1).Where(other => other.Kind == GateEventKind.Granted);

    private static bool SameLine(GateEvent left, GateEvent right) =>
        string.Equals(left.Request.User, right.Request.User, StringComparison.Ordinal) && left.Request.Class == right.Request.Class;
}
