using System.Collections.Immutable;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory;

/// <summary>What every host of the directory promises. A host's tests derive from it.</summary>
public abstract class DirectoryContract
{
    private readonly KeyHasher _hasher = new("master"u8);

    protected static DateTimeOffset Start => Folk.Start;

    /// <summary>The directory under test, empty but for the default tenant, at <see cref="Start"/>.</summary>
    protected abstract IDirectory Directory { get; }

    /// <summary>The keys of the directory as a node sees them once an answer has come.</summary>
    protected abstract KeyIndex Keys { get; }

    private KeyIssuer Issuer => new(Directory, _hasher);

    [Fact]
    public async Task IssuedKey_OpensAtOnce_AndIsNeverToldAgain()
    {
        await AddAnn();
        var order = new KeyOrder("acme", "ann", new KeySettings { Name = "laptop" }, "annskey1");
        IssuedKey issued = await Issuer.CreateAsync(order);
        Assert.StartsWith("sk-rtr-annskey1-", issued.Secret!.Secret, StringComparison.Ordinal);
        Assert.Equal((KeyRefusal.None, "ann"), Try(issued.Secret.Secret));

        IssuedKey again = await Issuer.CreateAsync(order);
        Assert.Null(again.Secret);
        Assert.Equal("annskey1", again.Answer.Entry?.Id);
        Assert.Equal((KeyRefusal.None, "ann"), Try(issued.Secret.Secret));
    }

    [Fact]
    public async Task RefusedOrder_HasNoSecret()
    {
        await AddAnn();
        IssuedKey issued = await Issuer.CreateAsync(new KeyOrder("acme", "nobody", new KeySettings()));
        Assert.Null(issued.Secret);
        Assert.Equal("user", Assert.Single(issued.Answer.Problems).Field);
        issued = await Issuer.CreateAsync(new KeyOrder("acme", "ann", new KeySettings(), "no id of a key"));
        Assert.Null(issued.Secret);
        Assert.Equal("id", Assert.Single(issued.Answer.Problems).Field);
        issued = await Issuer.RotateAsync("nobody", Start);
        Assert.Null(issued.Secret);
        Assert.Equal(DirectoryProblemKind.Unknown, Assert.Single(issued.Answer.Problems).Kind);
    }

    [Fact]
    public async Task Rotation_GivesASecondSecret()
    {
        await AddAnn();
        IssuedKey first = await Issuer.CreateAsync(new KeyOrder("acme", "ann", new KeySettings()));
        IssuedKey second = await Issuer.RotateAsync(first.Secret!.Id, Start.AddHours(1), ifVersion: 1);
        Assert.Equal(first.Secret.Id, second.Secret!.Id);
        Assert.Equal(KeyRefusal.None, Try(first.Secret.Secret).Refusal);
        Assert.Equal(KeyRefusal.None, Try(second.Secret.Secret).Refusal);
        Assert.Equal(KeyRefusal.Replaced, Try(first.Secret.Secret, Start.AddHours(1)).Refusal);
        Assert.Equal(DirectoryProblemKind.Stale, Assert.Single((await Issuer.RotateAsync(first.Secret.Id, Start, ifVersion: 1)).Answer.Problems).Kind);
    }

    [Fact]
    public async Task Revocation_CountsWhenItsAnswerComes()
    {
        await AddAnn();
        NewKey key = (await Issuer.CreateAsync(new KeyOrder("acme", "ann", new KeySettings()))).Secret!;
        await Directory.RunAsync(new SetStanding(EntryRef.OfKey(key.Id), Standing.Deleted));
        Assert.Equal(KeyRefusal.Revoked, Try(key.Secret).Refusal);
    }

    [Fact]
    public async Task Entries_AreFoundAndListed()
    {
        await AddAnn();
        Assert.Equal("Ann", Assert.IsType<User>(await Directory.FindAsync(EntryRef.OfUser("acme", "ann"))).Settings.Name);
        Assert.Equal("core", Assert.IsType<Team>(await Directory.FindAsync(EntryRef.OfTeam("acme", "core"))).Id);
        Assert.Null(await Directory.FindAsync(EntryRef.OfKey("nobodys1")));
        ImmutableArray<DirectoryEntry> tenants = await Directory.ListAsync(new DirectoryQuery(EntryKind.Tenant, ""));
        Assert.Equal(["acme", "default"], tenants.Select(tenant => tenant.Id));
    }

    [Fact]
    public async Task ManyWritersAtOnce_LoseNothing()
    {
        await AddAnn();
        IssuedKey[] issued = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(async () =>
        {
            IssuedKey key = await Issuer.CreateAsync(new KeyOrder("acme", "ann", new KeySettings { Name = $"key {number}" }));
            if (number % 2 == 0)
            {
                await Directory.RunAsync(new SetStanding(EntryRef.OfKey(key.Secret!.Id), Standing.Deleted));
            }

            return key;
        })));
        for (int number = 0; number < issued.Length; number++)
        {
            Assert.Equal(number % 2 == 0 ? KeyRefusal.Revoked : KeyRefusal.None, Try(issued[number].Secret!.Secret).Refusal);
        }
    }

    protected async Task AddAnn()
    {
        await Directory.RunAsync(new CreateTenant("acme", new TenantSettings { Name = "Acme" }));
        await Directory.RunAsync(new CreateTeam("acme", "core", new TeamSettings { Name = "Core" }));
        await Directory.RunAsync(new CreateUser("acme", "ann", new UserSettings { Name = "Ann", Team = "core" }));
    }

    private (KeyRefusal Refusal, string? User) Try(string key, DateTimeOffset? now = null)
    {
        KeyRefusal refusal = new KeyRing(_hasher, [], Keys).TryFind(key, now ?? Start, null, out Principal? principal);
        return (refusal, principal?.User);
    }
}
