using Router.Core.Tests.Journal.Faults;

namespace Router.Core.Tests.Journal.Properties;

/// <summary>Runs that random steps once found, played with every failure at every operation and the power gone at every later one.</summary>
public sealed class FoundRuns
{
    private const int Recovery = 10;
    private const int Leftovers = 4;

    private static readonly FakeFailure[] Failures = [FakeFailure.Full, FakeFailure.Broken];

    /// <summary>A mark was put on half a record when the first write of a day failed while the day before was being ended.</summary>
    [Fact]
    public void FailedWriteWhileADayIsEnded_IsNoDamage() =>
        Holds(1, Append(1, 60), Of(StepKind.Flush), Of(StepKind.NextDay), Append(4, 150), Of(StepKind.Compact));

    /// <summary>What the last process could not flush was read by the next, which took it for durable.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FailedFlushAtTheEndOfAProcess_IsNotTakenForDurableByTheNext(int fails) =>
        Holds(fails, Append(1, 60), Of(StepKind.Reopen), Append(2, 60), Of(StepKind.Flush), Append(2, 60));

    /// <summary>A segment with a mark and no record was ended, the next one got its name, and compaction dropped that.</summary>
    [Fact]
    public void SegmentWithNothingButAMark_IsNotFollowedByOneOfItsName() =>
        Holds(1, Of(StepKind.Reopen), Append(3, 150), Of(StepKind.Flush), Of(StepKind.NextDay), Of(StepKind.NextDay), Of(StepKind.Compact), Of(StepKind.Reopen));

    /// <summary>A segment that was dropped was still read when the flush of the folder behind it failed.</summary>
    [Fact]
    public void FailedFlushOfTheFolderBehindADroppedSegment_LeavesTheRestReadable() =>
        Holds(2, Append(1, 60), Of(StepKind.Snapshot), Of(StepKind.NextDay), Of(StepKind.NextDay), Append(1, 60), Of(StepKind.Snapshot), Of(StepKind.Compact), Append(1, 10), Of(StepKind.Flush));

    private static void Holds(int fails, params Step[] steps)
    {
        var random = new RandomSteps(steps, 1);
        int operations = Story.Operations(random);
        for (int first = 1; first <= operations; first++)
        {
            for (int off = first + fails; off <= operations + Recovery; off++)
            {
                foreach (FakeFailure failure in Failures)
                {
                    Holds(random, at => at == off ? FakeFailure.PowerLoss : at >= first && at < first + fails ? failure : null);
                }
            }
        }
    }

    private static void Holds(RandomSteps random, Func<int, FakeFailure?> plan)
    {
        JournalRun run = Story.Play(random, plan);
        for (int seed = 0; seed < Leftovers; seed++)
        {
            Story.Holds(run, run.Disk.PowerLoss(new Random(seed)), entry => entry.WasSaidDurable, _ => false);
        }
    }

    private static Step Append(int count, int size) => new(StepKind.Append, count, size);

    private static Step Of(StepKind kind) => new(kind, 1, 0);
}
