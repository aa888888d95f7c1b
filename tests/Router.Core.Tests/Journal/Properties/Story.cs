using Router.Core.Journal;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal.Properties;

/// <summary>Runs with something going wrong at one operation, and what must hold afterwards.</summary>
internal static class Story
{
    /// <summary>Plays steps until they end or the power goes.</summary>
    public static JournalRun Play(RandomSteps random, Func<int, FakeFailure?> plan)
    {
        var disk = new FakeDisk();
        disk.Plan = _ => plan(disk.Operations);
        var run = new JournalRun(disk);
        foreach (Step step in random.Steps.TakeWhile(_ => !disk.IsOff))
        {
            run.Take(step);
        }

        return run;
    }

    /// <summary>How many operations the steps need when all goes well.</summary>
    public static int Operations(RandomSteps random) => Play(random, _ => null).Disk.Operations;

    /// <summary>What must hold of a journal that is opened behind a run: all that was promised, once, in order, nothing by halves; and it goes on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="left">What is left of its disk.</param>
    /// <param name="promised">Which records must be there.</param>
    /// <param name="impossible">Which must not.</param>
    public static JournalRun Holds(JournalRun run, FakeDisk left, Func<Entry, bool> promised, Func<Entry, bool> impossible)
    {
        var next = new JournalRun(left, run.Clock);
        string[] found = [.. next.All.Ids];
        HashSet<string> set = [.. found];
        Assert.Equal(run.Entries.Where(entry => set.Contains(entry.Id)).Select(entry => entry.Id), found);
        Assert.Equal(run.Entries.Where(promised).Select(entry => entry.Id), run.Entries.Where(entry => promised(entry) && set.Contains(entry.Id)).Select(entry => entry.Id));
        Assert.DoesNotContain(run.Entries, entry => impossible(entry) && set.Contains(entry.Id));
        HoldsTogether(run, next, set);

        // It goes on behind what was left, and that is there as well afterwards.
        JournalTicket ticket = next.All.Add(next.Journal, Ledger.Paid, "later", new LedgerEntry(1));
        next.Journal.Turn(flushes: true);
        Assert.Equal(Durability.Durable, ticket.DurableAsync().AsTask().Result);
        var last = new JournalRun(left.PowerLoss(new Random(1)), run.Clock);
        Assert.Equal([.. found, "later"], last.All.Ids);
        return next;
    }

    private static void HoldsTogether(JournalRun run, JournalRun next, HashSet<string> found)
    {
        Entry[] there = [.. run.Entries.Where(entry => found.Contains(entry.Id))];
        Assert.Equal(there.Sum(entry => entry.Amount), next.All.Sum);
        Assert.Equal(there.Where(entry => entry.Type == Ledger.Paid).Select(entry => entry.Id), next.Payments.Ids);
        Assert.Equal(there.Where(entry => entry.Type == Ledger.Paid).Sum(entry => entry.Amount), next.Payments.Sum);

        // What was not lost is there up to some record and not behind it.
        bool[] kept = [.. run.Entries.Where(entry => !entry.WasSaidLost).Select(entry => found.Contains(entry.Id))];
        Assert.Equal(kept.OrderDescending(), kept);

        (long Position, DateTimeOffset Time, string Id)[] raw = [.. next.Journal.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(record => (record.Position, record.Time, record.Id))];
        Assert.Equal(raw.Select(record => record.Id), there.TakeLast(raw.Length).Select(entry => entry.Id));
        Assert.Equal(raw.Select(record => record.Position).Distinct().Order(), raw.Select(record => record.Position));
        Assert.Equal(raw.Select(record => record.Time).Order(), raw.Select(record => record.Time));
    }
}
