using System.Diagnostics;
using JournalWriter;
using Router.Api.Journal;
using Router.Api.Tests.Testing;
using Router.Core.Journal;
using Xunit;

namespace Router.Api.Tests.Journal;

public sealed class DiskJournalTests
{
    private static readonly string Writer = Path.Combine(AppContext.BaseDirectory, "JournalWriter.dll");

    [Fact]
    public async Task AppendedRecords_AreThereAfterTheNextStart()
    {
        using var folder = new TestFolder();
        var ids = new SeenIds();
        using (LocalJournal journal = Open(folder, ids))
        {
            Assert.Equal(Durability.Written, await ids.Add(journal, "a", new Seen(1, "one")).WrittenAsync());
            Assert.Equal(Durability.Durable, await ids.Add(journal, "b", new Seen(2, "two")).DurableAsync());
            Assert.Null(await journal.SnapshotAsync());
            _ = ids.Add(journal, "c", new Seen(3, "three"));
        }

        var again = new SeenIds();
        using LocalJournal next = Open(folder, again);
        Assert.Equal(["a", "b", "c"], again.Ids);
        Assert.Equal([new Seen(1, "one"), new Seen(2, "two"), new Seen(3, "three")], next.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(record => record.Read(SeenIds.Type)).ToArray());
        Assert.Equal(JournalState.Ready, next.Status.State);
    }

    /// <summary>Appenders, snapshots, compaction and questions at the same time: nobody is forgotten, and everything is there once.</summary>
    [Fact]
    public async Task ManyAtATime_AllAreAnswered()
    {
        using var folder = new TestFolder();
        var ids = new SeenIds();
        using (LocalJournal journal = Open(folder, ids, new JournalOptions { SegmentBytes = 50_000, WaitingBytes = 5_000 }))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
            {
                for (int number = 0; number < 400; number++)
                {
                    await journal.RoomAsync(TestContext.Current.CancellationToken);
                    JournalTicket ticket = ids.Add(journal, $"{writer}-{number}", new Seen(number, new string('x', number % 200)));
                    Durability told = (number % 20) switch
                    {
                        0 => await ticket.DurableAsync(),
                        < 15 => await ticket.WrittenAsync(),
                        _ => Durability.Written,
                    };
                    Assert.NotEqual(Durability.Lost, told);
                    if (number % 50 == writer)
                    {
                        Assert.Null(await journal.MaintainAsync());
                        Assert.Null(await journal.SnapshotAsync());
                        Assert.Equal(JournalState.Ready, journal.Status.State);
                    }
                }
            })));
        }

        var again = new SeenIds();
        using LocalJournal next = Open(folder, again);
        Assert.Equal(3200, again.Ids.Count);
        Assert.Equal(ids.Ids, again.Ids);
        Assert.Equal(ids.Ids, next.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(record => record.Id));
    }

    /// <summary>Nobody waits for it: the journal's own thread and timer bring it to disk.</summary>
    [Fact]
    public async Task RecordNobodyWaitsFor_IsFlushedByItself()
    {
        using var folder = new TestFolder();
        var clock = new ManualClock();
        var ids = new SeenIds();
        JournalOpening opening = LocalJournal.Open(new DiskJournalFiles(folder.File("journal")), [ids], new JournalOptions(), clock, new NoNotices());
        using LocalJournal journal = opening.Journal!;
        JournalTicket ticket = ids.Add(journal, "a", new Seen(1, ""));
        await clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20));
        Assert.Equal(0, journal.Status.DurablePosition);

        clock.Advance(TimeSpan.FromMilliseconds(20));
        await WaitUntil(() => journal.Status.DurablePosition == ticket.Position);
    }

    [Fact]
    public void SecondProcess_IsRefusedTheFolder()
    {
        using var folder = new TestFolder();
        using LocalJournal journal = Open(folder, new SeenIds());
        JournalOpening second = LocalJournal.Open(new DiskJournalFiles(folder.File("journal")), [], new JournalOptions(), TimeProvider.System, new NoNotices());
        Assert.Null(second.Journal);
        Assert.Equal(JournalProblemKind.InUse, second.Problem!.Kind);
    }

    [Fact]
    public void Files_AreTheirOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        using var folder = new TestFolder();
        using LocalJournal journal = Open(folder, new SeenIds());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder.File("journal")).UnixFileMode);
        Assert.All(new DirectoryInfo(folder.File("journal")).GetFiles(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
    }

    /// <summary>A state folder that can't be made: the journal says so and refuses records, and goes on when it can.</summary>
    [Fact]
    public async Task FolderThatCannotBeMade_RefusesRecordsUntilItCan()
    {
        using var folder = new TestFolder();
        string blocked = folder.Write("journal", "a file in the folder's place");
        var clock = new ManualClock();
        var ids = new SeenIds();
        using LocalJournal journal = LocalJournal.Open(new DiskJournalFiles(blocked), [ids], new JournalOptions(), clock, new NoNotices()).Journal!;
        Assert.Equal(JournalState.Failing, journal.Status.State);
        Assert.Contains(blocked, journal.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(Durability.Lost, await journal.Append(SeenIds.Type, "a", new Seen(1, "")).DurableAsync());

        File.Delete(blocked);
        clock.Advance(TimeSpan.FromSeconds(1));
        await WaitUntil(() => journal.Status.State == JournalState.Ready);
        Assert.Equal(Durability.Durable, await journal.Append(SeenIds.Type, "b", new Seen(2, "")).DurableAsync());
    }

    /// <summary>kill -9 in the middle of everything, three times over the same folder.</summary>
    [Fact]
    public async Task KilledProcess_LosesNothingThatItWasToldIsWritten()
    {
        using var folder = new TestFolder();
        HashSet<string> told = new(StringComparer.Ordinal);
        for (int round = 0; round < 3; round++)
        {
            using ProcessRun process = ProcessRun.Start(folder.Path, [], "dotnet", Writer, folder.File("journal"), $"{round}");
            await process.WaitForLineAsync($" {round}-3-{500 + (round * 77)}");
            Process.GetProcessById(process.Id).Kill();
            await process.WaitAsync(TimeSpan.FromSeconds(60));
            Assert.DoesNotContain("problem", process.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("Lost", process.Output, StringComparison.Ordinal);
            string[] lines = process.Output.Split('\n');
            // The last line may be cut in the middle of an id.
            told.UnionWith(lines[..^1].Where(line => line.StartsWith("Written ", StringComparison.Ordinal) || line.StartsWith("Durable ", StringComparison.Ordinal)).Select(line => line[8..]));

            var ids = new SeenIds();
            using LocalJournal journal = Open(folder, ids);
            Assert.Empty(told.Except(ids.Ids, StringComparer.Ordinal));
            Assert.Equal(ids.Ids.Distinct(StringComparer.Ordinal), ids.Ids);
            Assert.Equal(ids.Ids, journal.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(record => record.Id));
        }
    }

    private static LocalJournal Open(TestFolder folder, SeenIds ids, JournalOptions? options = null)
    {
        JournalOpening opening = LocalJournal.Open(new DiskJournalFiles(folder.File("journal")), [ids], options ?? new JournalOptions(), TimeProvider.System, new NoNotices());
        Assert.True(opening.Journal is not null, opening.Problem?.Text);
        Assert.Empty(opening.Warnings);
        return opening.Journal;
    }

    // The journal's thread is a real one: this waits for its turn, not for time.
    private static async Task WaitUntil(Func<bool> isSo)
    {
        for (int look = 0; !isSo(); look++)
        {
            Assert.True(look < 6000, "It never became so.");
            await Task.Delay(10);
        }
    }
}
