using FsCheck;
using FsCheck.Fluent;
using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal.Properties;

/// <summary>Whatever happens at whichever operation: what was promised is there, once and in order, and nothing by halves.</summary>
public sealed class CrashProperties
{
    private const int Leftovers = 3;

    [Fact]
    public void PowerLossAtEveryOperation_LeavesWhatWasDurable() => ForEveryOperation(80, (random, operation) =>
    {
        JournalRun run = Story.Play(random, at => at == operation ? FakeFailure.PowerLoss : null);
        for (int left = 0; left < Leftovers; left++)
        {
            Story.Holds(run, run.Disk.PowerLoss(new Random(random.Seed + left)), entry => entry.WasSaidDurable, _ => false);
        }
    });

    [Fact]
    public void PowerLossAtEveryOperationOfTheRecovery_LeavesWhatWasDurable() => ForEveryOperation(25, (random, operation) =>
    {
        JournalRun run = Story.Play(random, at => at == operation ? FakeFailure.PowerLoss : null);
        int more = 1;
        for (bool isOff = true; isOff; more++)
        {
            FakeDisk left = run.Disk.PowerLoss(new Random(random.Seed));
            left.Plan = _ => left.Operations == more ? FakeFailure.PowerLoss : null;
            var recovery = new JournalRun(left, run.Clock);
            isOff = left.IsOff;
            Story.Holds(run, recovery.Disk.PowerLoss(new Random(random.Seed + more)), entry => entry.WasSaidDurable, _ => false);
        }
    });

    [Fact]
    public void KillAtEveryOperation_LeavesWhatWasWritten() => ForEveryOperation(60, (random, operation) =>
    {
        JournalRun run = Story.Play(random, at => at == operation ? FakeFailure.PowerLoss : null);
        Story.Holds(run, run.Disk.Killed(), entry => entry.WasSaidDurable || entry.WasSaidWritten, _ => false);
    });

    [Fact]
    public void DiskFullAtEveryOperation_KeepsExactlyWhatWasNotLost() => Fails(FakeFailure.Full);

    [Fact]
    public void ReadOnlyDiskAtEveryOperation_KeepsExactlyWhatWasNotLost() => Fails(FakeFailure.ReadOnly);

    [Fact]
    public void NoPermissionAtEveryOperation_KeepsExactlyWhatWasNotLost() => Fails(FakeFailure.Denied);

    [Fact]
    public void BrokenDiskAtEveryOperation_KeepsExactlyWhatWasNotLost() => Fails(FakeFailure.Broken);

    /// <summary>Power goes while the disk fails anyway: what was durable stays.</summary>
    [Fact]
    public void PowerLossBehindAFailure_LeavesWhatWasDurable() => ForEveryOperation(40, (random, operation) =>
    {
        var choice = new Random(random.Seed);
        int fails = choice.Next(1, 4);
        int until = operation + fails + choice.Next(0, 6);
        FakeFailure kind = choice.Next(2) == 0 ? FakeFailure.Full : FakeFailure.Broken;
        JournalRun run = Story.Play(random, at => at == until ? FakeFailure.PowerLoss : at >= operation && at < operation + fails ? kind : null);
        Story.Holds(run, run.Disk.PowerLoss(choice), entry => entry.WasSaidDurable, _ => false);
    });

    private static void Fails(FakeFailure kind) => ForEveryOperation(30, (random, operation) =>
    {
        int fails = (random.Seed % 5) + 1;
        JournalRun run = Story.Play(random, at => at >= operation && at < operation + fails ? kind : null);
        run.Disk.Plan = _ => null;
        run.Journal.Turn(flushes: true);
        string[] live = [.. run.All.Ids];
        run.Journal.Dispose();
        JournalRun next = Story.Holds(run, run.Disk.PowerLoss(new Random(random.Seed)), entry => !entry.WasSaidLost, entry => entry.WasSaidLost && !entry.IsUncertain);
        Assert.Equal(next.All.Ids.SkipLast(1), live);
    });

    private static void ForEveryOperation(int cases, Action<RandomSteps, int> check) =>
        Prop.ForAll(RandomSteps.All.ToArbitrary(), random =>
        {
            int operations = Story.Operations(random);
            for (int operation = 1; operation <= operations; operation++)
            {
                check(random, operation);
            }
        }).Check(PropertyRuns.Of(cases));
}
