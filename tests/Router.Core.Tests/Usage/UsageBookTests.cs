using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;
using Router.Core.Usage;
using Router.Core.Usage.State;

namespace Router.Core.Tests.Usage;

public sealed class UsageBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Every grouping, hours and days: the rows are what the records come to, and no request is in none.</summary>
    [Fact]
    public void Rows_AreTheSumsOfTheRecords() => Prop.ForAll(Records.ToArbitrary(), records =>
    {
        UsageBook book = Book("n1", records);
        return Enum.GetValues<UsageGroup>().All(group =>
            Same(book.Query(new UsageQuery(group, UsagePeriod.Hour, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)), records, group, at => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerHour)))
            && Same(book.Query(new UsageQuery(group, UsagePeriod.Day, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)), records, group, at => new DateTimeOffset(at.Date, TimeSpan.Zero)));
    }).Check(PropertyRuns.Of(200));

    [Fact]
    public void RecordThatComesTwice_CountsOnce() => Prop.ForAll(Records.ToArbitrary(), records =>
    {
        UsageBook once = Book("n1", records);
        UsageBook twice = Book("n1", [.. records.SelectMany(record => new[] { record, record }), .. records]);
        return Json(once) == Json(twice);
    }).Check(PropertyRuns.Of(200));

    [Fact]
    public void RestoredBook_GoesOnAsTheOldOne() => Prop.ForAll(Records.ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (records, at) =>
    {
        UsageBook stayed = Book("n1", records);
        string stored = Json(Book("n1", [.. records.Take(at)]));
        UsageBook moved = UsageBook.Restore("n1", null, Read(stored));
        foreach (UsageRecord record in records) // the journal is replayed from before the snapshot
        {
            moved.Add(record);
        }

        return Json(stayed) == Json(moved);
    }).Check(PropertyRuns.Of(200));

    /// <summary>Three nodes' books, at any of their ages, in any order and any number of times: merging comes to the same.</summary>
    [Fact]
    public void Merge_IsAssociativeCommutativeAndIdempotent() => Prop.ForAll(Records.ArrayOf(3).ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (books, age) =>
    {
        ImmutableArray<UsageRollup> a = Book("a", books[0]).Save();
        ImmutableArray<UsageRollup> b = Book("b", books[1]).Save();
        ImmutableArray<UsageRollup> young = Book("b", [.. books[1].Take(age)]).Save();
        ImmutableArray<UsageRollup> c = Book("c", books[2]).Save();
        string expected = Json(Merged(a, b, c));
        return Json(Merged(c, young, b, a)) == expected && Json(Merged(Merged(a, young).Save(), Merged(b, c).Save())) == expected
            && Json(Merged(a, b, b, young, c, a)) == expected && Json(Merged(a, Merged(Merged(b).Save(), c).Save())) == expected;
    }).Check(PropertyRuns.Of(100));

    [Fact]
    public void MergedBook_AnswersForAllNodes()
    {
        UsageBook book = Book("a", [Record(1, 0)]);
        book.Merge(Book("b", [Record(2, 0), Record(3, 0)]).Save());
        Assert.Equal(3, Count(book, UsageGroup.Key, UsagePeriod.Day));
    }

    [Fact]
    public void FromAndTo_TakeTheHoursThatTheyTouch()
    {
        UsageBook book = Book("a", [Record(1, 0), Record(2, 3600), Record(3, 7200)]);
        ImmutableArray<UsageRow> rows = book.Query(new UsageQuery(UsageGroup.User, UsagePeriod.Hour, Start.AddMinutes(59), Start.AddHours(2)));
        Assert.Equal([Start, Start.AddHours(1)], rows.Select(row => row.Start));
        Assert.Empty(book.Query(new UsageQuery(UsageGroup.User, UsagePeriod.Hour, Start, Start.AddDays(1), "another")));
    }

    /// <summary>A client may name a new session or model with every request.</summary>
    [Fact]
    public void ManyNames_AreOneRowBeyondTheMost_AndNoRequestIsLost()
    {
        var book = new UsageBook("a", new UsageLimits { Names = 10, Records = 5 });
        for (int number = 0; number < 100; number++)
        {
            UsageRecord record = Record(number, 0);
            book.Add(record with { Tenant = "default", Origin = new RequestOrigin($"m{number}", $"s{number}") });
        }

        ImmutableArray<UsageRow> rows = book.Query(new UsageQuery(UsageGroup.Session, UsagePeriod.Hour, Start, Start.AddHours(1)));
        Assert.Equal((11, 100, 90), (rows.Length, rows.Sum(row => row.Sum.Requests), rows.Single(row => row.Name == UsageBook.Others).Sum.Requests));
        Assert.Equal(5, book.Save()[0].Recent.Length);
    }

    [Fact]
    public void OldHoursDaysAndSessions_AreForgotten()
    {
        UsageBook book = Book("a", [Record(1, 0), Record(2, 8 * 86400)]);
        Assert.Equal([1, 2], new[] { UsageGroup.Session, UsageGroup.User }.Select(group => Count(book, group, UsagePeriod.Day)));
        book.Add(Record(3, 40 * 86400));
        Assert.Equal([1, 3], new[] { UsagePeriod.Hour, UsagePeriod.Day }.Select(per => Count(book, UsageGroup.User, per)));
        book.Add(Record(4, 0)); // a record that comes too late for its hour still counts for its day
        Assert.Equal([1, 4], new[] { UsagePeriod.Hour, UsagePeriod.Day }.Select(per => Count(book, UsageGroup.User, per)));
        book.Add(Record(5, 500 * 86400));
        Assert.Equal(1, Count(book, UsageGroup.User, UsagePeriod.Day));
    }

    [Fact]
    public void Record_SurvivesJson()
    {
        UsageRecord record = Record(1, 5) with { Notes = ["a", "b"], Latency = TimeSpan.FromSeconds(3), FirstToken = TimeSpan.FromSeconds(1), Cache = CacheOutcome.Joined, Status = 200, Attempts = 2 };
        string json = JsonSerializer.Serialize(record, UsageJson.Default.UsageRecord);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, UsageJson.Default.UsageRecord), UsageJson.Default.UsageRecord));
        Assert.Contains("\"Session\":\"s1\"", json, StringComparison.Ordinal);
    }

    private static Gen<UsageRecord[]> Records =>
        from count in Gen.Choose(0, 30)
        from seconds in Gen.Choose(0, 3 * 86400).ArrayOf(count)
        select seconds.Select((second, index) => Record(index, second)).ToArray();

    private static UsageRecord Record(int number, int seconds) => new()
    {
        Id = new ReservationId(new Guid(number, 1, 2, new byte[8])), At = Start.AddSeconds(seconds), Tenant = number % 5 == 0 ? "other" : "default",
        Path = new SpendPath(number % 3 == 0 ? null : "core", $"u{seconds % 3}", $"k{number % 4}"), Origin = new RequestOrigin($"m{number % 2}", $"s{number}", number % 2 == 0 ? "a" : null),
        Provider = number % 7 == 0 ? null : "p", Tokens = new TokenCounts(number, seconds % 11, 1, 2, 3), Price = TokenPrice.Free, PriceOrigin = PriceOrigin.Table,
        Cost = new Money(seconds), Saved = new Money(seconds % 7), Outcome = SettlementKind.Answered,
    };

    private static UsageBook Book(string source, UsageRecord[] records)
    {
        var book = new UsageBook(source);
        foreach (UsageRecord record in records)
        {
            book.Add(record);
        }

        return book;
    }

    private static UsageBook Merged(params ImmutableArray<UsageRollup>[] saved)
    {
        var book = new UsageBook("reader");
        Array.ForEach(saved, book.Merge);
        return book;
    }

    private static long Count(UsageBook book, UsageGroup group, UsagePeriod per) =>
        book.Query(new UsageQuery(group, per, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)).Sum(row => row.Sum.Requests);

    private static bool Same(ImmutableArray<UsageRow> rows, UsageRecord[] records, UsageGroup group, Func<DateTimeOffset, DateTimeOffset> begin) =>
        rows.ToHashSet().SetEquals(records.GroupBy(record => (begin(record.At), record.Tenant, Name(record, group)))
            .Select(row => new UsageRow(row.Key.Item1, row.Key.Tenant, row.Key.Item3, new UsageSum(
                row.Count(),
                new TokenCounts(row.Sum(one => one.Tokens.Input), row.Sum(one => one.Tokens.Output), row.Sum(one => one.Tokens.CacheRead), row.Sum(one => one.Tokens.CacheWrite5m), row.Sum(one => one.Tokens.CacheWrite1h)),
                new Money(row.Sum(one => one.Cost.Nanos)),
                new Money(row.Sum(one => one.Saved.Nanos)))
                {
                    Failed = row.Count(one => one.Outcome is SettlementKind.Failed or SettlementKind.Interrupted),
                    Timed = row.Count(one => one.FirstToken is not null),
                    FirstTokenTicks = row.Sum(one => one.FirstToken?.Ticks ?? 0),
                })));

    private static string Name(UsageRecord record, UsageGroup group) => group switch
    {
        UsageGroup.Tenant => record.Tenant,
        UsageGroup.Team => record.Path.Team ?? "",
        UsageGroup.User => record.Path.User,
        UsageGroup.Key => record.Path.Key,
        UsageGroup.Model => record.Origin.Model,
        UsageGroup.Provider => record.Provider ?? "",
        UsageGroup.Session => record.Origin.Session ?? "",
        _ => record.Origin.Agent ?? "",
    };

    private static string Json(UsageBook book) => JsonSerializer.Serialize(book.Save(), UsageJson.Default.ImmutableArrayUsageRollup);

    private static ImmutableArray<UsageRollup> Read(string json) => JsonSerializer.Deserialize(json, UsageJson.Default.ImmutableArrayUsageRollup);
}
