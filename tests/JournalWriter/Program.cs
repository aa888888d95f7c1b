using JournalWriter;
using Router.Api.Journal;
using Router.Core.Journal;

// JournalWriter FOLDER ROUND: appends until it is killed, and says of each record what it was told: "Written ID", "Durable ID" or "Lost ID".
const int Writers = 6;
const int SnapshotEvery = 200;
var ids = new SeenIds();
JournalOpening opening = LocalJournal.Open(new DiskJournalFiles(args[0]), [ids], new JournalOptions { SegmentBytes = 64 << 10 }, TimeProvider.System, new NoNotices());
if (opening.Journal is not { } journal)
{
    Console.WriteLine($"problem {opening.Problem?.Text}");
    return 1;
}

Console.WriteLine($"opened with {ids.Ids.Count}");
await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer))));
return 0;

async Task WriteAsync(int writer)
{
    for (int number = 0; ; number++)
    {
        string id = $"{args[1]}-{writer}-{number}";
        JournalTicket ticket = ids.Add(journal, id, new Seen(number, new string('x', number % 400)));
        Durability told = number % 2 == writer % 2 ? await ticket.WrittenAsync() : await ticket.DurableAsync();
        Console.WriteLine($"{told} {id}");
        if (writer == 0 && number % SnapshotEvery == SnapshotEvery - 1)
        {
            await journal.SnapshotAsync();
        }
    }
}
