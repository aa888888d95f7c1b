using Microsoft.Extensions.Logging;
using Router.Api.Tests.Testing;
using Router.Grains.Hosting;
using Router.Grains.Keeping;

namespace Router.Fleet.Tests.Hosting;

/// <summary>Every entity fails at every try while storage is away.</summary>
public sealed class StorageNoticesTests
{
    private readonly ManualClock _clock = new();
    private readonly HeardLines _log = new();
    private readonly StorageNotices _notices;

    public StorageNoticesTests() => _notices = new StorageNotices(new FleetClock(_clock), _log);

    [Fact]
    public void TriesThatFail_AreALineAMinute_TheFirstWithItsDetails()
    {
        for (int second = 0; second <= 60; second++)
        {
            _notices.Failed(second % 2 == 0 ? "gate a" : "gate b", new InvalidOperationException("outer", new IOException("closed")));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            [
                "The state of gate a can't be stored (closed); it goes on in memory and tries again. More of this kind is told once a minute: outer",
                "2 states still can't be stored, that of gate a among them: closed",
            ],
            _log.Lines);
    }

    [Fact]
    public void StoredAgain_IsToldOnceAllAre()
    {
        Fail("gate a");
        Fail("gate b");
        _clock.Advance(TimeSpan.FromSeconds(30));
        _notices.Stored("gate a");
        _notices.Stored("gate c");
        Fail("gate b");
        Assert.Single(_log.Lines);
        _notices.Stored("gate b");
        _notices.Stored("gate b");

        Assert.Equal("All states are stored again, 30 s after the first could not be", Assert.Single(_log.Lines.Skip(1)));
    }

    [Fact]
    public void NextOutage_IsANewOne()
    {
        Fail("gate a");
        _notices.Stored("gate a");
        _clock.Advance(TimeSpan.FromMinutes(2));
        Fail("gate b");

        Assert.StartsWith("The state of gate b can't be stored (closed);", Assert.Single(_log.Lines.Skip(2)), StringComparison.Ordinal);
    }

    private void Fail(string entity) => _notices.Failed(entity, new IOException("closed"));

    private sealed class HeardLines : ILogger<StorageNotices>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)}{(exception is null ? "" : $": {exception.Message}")}");
    }
}
