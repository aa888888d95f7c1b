using System.Text.Json;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Tests.Admission;

namespace Router.Core.Tests.Tenancy.Directory;

public sealed class LocalDirectoryTests : DirectoryContract
{
    private static readonly CreateTenant Beta = new("beta", new TenantSettings { Name = "Beta" });

    private readonly HeldJournal _journal = new();
    private readonly LocalDirectory _directory;

    public LocalDirectoryTests() => _directory = new LocalDirectory(DirectoryState.Initial, _journal, new HandClock());

    protected override IDirectory Directory => _directory;

    protected override KeyIndex Keys => _directory.Keys;

    [Fact]
    public async Task Answer_WaitsForTheJournal()
    {
        _journal.Hold();
        Task<DirectoryAnswer> answer = _directory.RunAsync(Beta).AsTask();
        Assert.False(answer.IsCompleted);
        _journal.Flush();
        Assert.Equal("beta", (await answer).Entry?.Id);
    }

    [Fact]
    public async Task FailedJournal_TakesEverythingBack()
    {
        await AddAnn();
        NewKey kept = (await new KeyIssuer(_directory, Folk.Hasher).CreateAsync(new KeyOrder("acme", "ann", new KeySettings()))).Secret!;
        string before = Folk.Json(_directory.State);
        _journal.Hold();
        Task<DirectoryAnswer> beta = _directory.RunAsync(Beta).AsTask();
        Task<DirectoryAnswer> user = _directory.RunAsync(new CreateUser("beta", "bob", new UserSettings { Name = "Bob" })).AsTask();
        Task<DirectoryAnswer> revocation = _directory.RunAsync(new SetStanding(EntryRef.OfKey(kept.Id), Standing.Deleted)).AsTask();
        _journal.Fail();
        Task<DirectoryAnswer>[] all = [beta, user, revocation];
        Assert.All(await Task.WhenAll(all), answer => Assert.Equal(DirectoryProblemKind.NotKept, Assert.Single(answer.Problems).Kind));
        Assert.Equal(before, Folk.Json(_directory.State));
        Assert.Equal(KeyRefusal.None, new KeyRing(Folk.Hasher, [], Keys).TryFind(kept.Secret, Start, null, out _));
    }

    [Fact]
    public async Task CommandBehindALoss_IsDecidedOnWhatIsKept()
    {
        _journal.Hold();
        Task<DirectoryAnswer> beta = _directory.RunAsync(Beta).AsTask();
        _journal.Fail();
        DirectoryAnswer user = await _directory.RunAsync(new CreateUser("beta", "bob", new UserSettings { Name = "Bob" }));
        Assert.Equal(DirectoryProblemKind.Unknown, Assert.Single(user.Problems).Kind);
        Assert.Null((await beta).Entry);
        Assert.Equal("beta", (await _directory.RunAsync(Beta)).Entry?.Id);
    }

    [Fact]
    public async Task RepeatedCommand_WaitsForTheFirst()
    {
        _journal.Hold();
        Task<DirectoryAnswer> first = _directory.RunAsync(Beta).AsTask();
        Task<DirectoryAnswer> again = _directory.RunAsync(Beta).AsTask();
        Assert.False(again.IsCompleted);
        _journal.Flush();
        Assert.Equal((await first).Entry, (await again).Entry);
    }

    [Fact]
    public async Task RefusedAndRepeatedCommands_CostNoJournal()
    {
        await _directory.RunAsync(Beta);
        await _directory.RunAsync(Beta);
        await _directory.RunAsync(new CreateTenant("", new TenantSettings { Name = "" }));
        Assert.Single(_journal.Effects);
    }

    [Fact]
    public async Task Journal_NeverHoldsASecret()
    {
        await AddAnn();
        NewKey key = (await new KeyIssuer(_directory, Folk.Hasher).CreateAsync(new KeyOrder("acme", "ann", new KeySettings()))).Secret!;
        string journal = string.Join('\n', _journal.Effects.Select(effect => $"{effect}{JsonSerializer.Serialize(effect, DirectoryJson.Default.DirectoryEffect)}"));
        Assert.Contains(key.Id, journal, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Secret[("sk-rtr-".Length + 9)..], journal, StringComparison.Ordinal);
    }
}
