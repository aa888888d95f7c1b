using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory;

public sealed class TenantDirectoryTests
{
    private readonly Folk _folk = Folk.WithAnn();

    [Fact]
    public void NewDirectory_HoldsTheDefaultTenant()
    {
        Tenant tenant = Assert.Single(DirectoryState.Initial.Tenants);
        Assert.Equal(("default", "default", 1L, "\"1\""), (tenant.Id, tenant.Settings.Name, tenant.Version, tenant.ETag));
    }

    [Fact]
    public void CreatedAgain_IsTheSame()
    {
        int effects = _folk.Effects.Count;
        Assert.Equal(1, _folk.Do(new CreateTenant("acme", new TenantSettings { Name = "Acme Inc." })).Version);
        Assert.Equal(1, _folk.Do(new CreateTeam("acme", "core", new TeamSettings { Name = "Core" })).Version);
        Assert.Equal(1, _folk.Do(new CreateUser("acme", "ann", new UserSettings { Name = "Ann", Team = "core", Role = Role.Manager })).Version);
        Assert.Equal(1, _folk.Do(new CreateKey("acme", "ann", "annskey1", new KeySettings(), Folk.Hash("another"))).Version);
        Assert.Equal(effects, _folk.Effects.Count);
        Assert.Equal(KeyRefusal.Unknown, _folk.Try("another"));
    }

    public static TheoryData<DirectoryCommand> TakenIds =>
    [
        new CreateTenant("ACME", new TenantSettings { Name = "Other" }),
        new CreateTeam("acme", "Core", new TeamSettings { Name = "Other" }),
        new CreateUser("acme", "ANN", new UserSettings { Name = "Other" }),
        new CreateKey("acme", "ann", "annskey1", new KeySettings { Name = "other" }, Folk.Hash("other")),
    ];

    [Theory]
    [MemberData(nameof(TakenIds))]
    public void IdOfAnother_IsRefused(DirectoryCommand command) => Assert.Equal((DirectoryProblemKind.Conflict, "id"), Reason(command));

    public static TheoryData<DirectoryCommand> TakenNames =>
    [
        new CreateTenant("other", new TenantSettings { Name = "ACME inc." }),
        new CreateTeam("acme", "other", new TeamSettings { Name = "CORE" }),
        new CreateUser("acme", "other", new UserSettings { Name = "aNN" }),
        new CreateKey("acme", "ann", "otherkey", new KeySettings { Name = "LAPTOP" }, Folk.Hash("other")),
        new ChangeTenant("default", new TenantSettings { Name = "acme INC." }),
        new ChangeTeam("acme", "ops", new TeamSettings { Name = "core" }),
        new ChangeUser("acme", "bob", new UserSettings { Name = "ann" }),
        new ChangeKey("annskey2", new KeySettings { Name = "Laptop" }),
    ];

    [Theory]
    [MemberData(nameof(TakenNames))]
    public void NameOfAnother_IsRefusedInEitherCase(DirectoryCommand command)
    {
        AddSecondOfEach();
        Assert.Equal((DirectoryProblemKind.Conflict, "settings.name"), Reason(command));
    }

    [Fact]
    public void Names_AreFreeElsewhereAndAfterwards()
    {
        AddSecondOfEach();
        _folk.Do(new CreateTeam("default", "core", new TeamSettings { Name = "Core" }));
        _folk.Do(new CreateUser("default", "ann", new UserSettings { Name = "Ann", Team = "core" }));
        _folk.Do(new CreateKey("default", "ann", "annskey9", new KeySettings { Name = "laptop" }, Folk.Hash("ninth")));
        _folk.Stand(EntryRef.OfUser("acme", "ann"), Standing.Deleted);
        _folk.Do(new ChangeUser("acme", "bob", new UserSettings { Name = "ANN" }));
        _folk.Do(new ChangeUser("acme", "bob", new UserSettings { Name = "Ann" }));
        _folk.Do(new ChangeTeam("acme", "core", new TeamSettings { Name = "Kernel" }));
        _folk.Do(new ChangeTeam("acme", "ops", new TeamSettings { Name = "core" }));
        _folk.Stand(EntryRef.OfTenant("acme"), Standing.Deleted);
        _folk.Do(new CreateTenant("acme2", new TenantSettings { Name = "Acme Inc." }));
    }

    [Fact]
    public void DeletedId_IsNeverGivenAgain()
    {
        _folk.Stand(EntryRef.OfUser("acme", "ann"), Standing.Deleted);
        Assert.Equal((DirectoryProblemKind.Conflict, "id"), Reason(new CreateUser("acme", "ann", new UserSettings { Name = "Ann", Team = "core", Role = Role.Manager })));
        Assert.Equal(Standing.Deleted, _folk.Entity.State.FindUser("acme", "ann")!.Standing);
    }

    [Fact]
    public void Versions_KeepWritersApart()
    {
        DirectoryEntry first = _folk.Do(new ChangeTeam("acme", "core", new TeamSettings { Name = "A" }, IfVersion: 1));
        Assert.Equal((2L, "\"2\""), (first.Version, first.ETag));
        Assert.Equal((DirectoryProblemKind.Stale, "version"), Reason(new ChangeTeam("acme", "core", new TeamSettings { Name = "B" }, IfVersion: 1)));
        Assert.Equal(2, _folk.Do(new ChangeTeam("acme", "core", new TeamSettings { Name = "A" }, IfVersion: 1)).Version);
        Assert.Equal(3, _folk.Do(new ChangeTeam("acme", "core", new TeamSettings { Name = "B" }, IfVersion: 2)).Version);
    }

    public static TheoryData<DirectoryCommand> Stale =>
    [
        new ChangeTenant("acme", new TenantSettings { Name = "B" }, 7),
        new ChangeUser("acme", "ann", new UserSettings { Name = "B" }, 7),
        new ChangeKey("annskey1", new KeySettings { Name = "B" }, 7),
        new RotateKey("annskey1", Folk.Hash("B"), Folk.Start, 7),
        new SetStanding(EntryRef.OfTenant("acme"), Standing.Suspended, 7),
    ];

    [Theory]
    [MemberData(nameof(Stale))]
    public void OtherVersion_IsRefused(DirectoryCommand command) => Assert.Equal((DirectoryProblemKind.Stale, "version"), Reason(command));

    public static TheoryData<DirectoryCommand, string> Unknown => new()
    {
        { new ChangeTenant("nobody", new TenantSettings { Name = "B" }), "id" },
        { new CreateTeam("nobody", "t", new TeamSettings { Name = "B" }), "tenant" },
        { new ChangeTeam("acme", "nobody", new TeamSettings { Name = "B" }), "id" },
        { new CreateUser("nobody", "u", new UserSettings { Name = "B" }), "tenant" },
        { new CreateUser("acme", "u", new UserSettings { Name = "B", Team = "nobody" }), "settings.team" },
        { new ChangeUser("acme", "nobody", new UserSettings { Name = "B" }), "id" },
        { new CreateKey("nobody", "ann", "annskey2", new KeySettings(), Folk.Hash("B")), "tenant" },
        { new CreateKey("acme", "nobody", "annskey2", new KeySettings(), Folk.Hash("B")), "user" },
        { new ChangeKey("nobodys1", new KeySettings()), "id" },
        { new RotateKey("nobodys1", Folk.Hash("B"), Folk.Start), "id" },
        { new SetStanding(EntryRef.OfUser("acme", "nobody"), Standing.Deleted), "id" },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    public void WhatIsNotThere_IsNamed(DirectoryCommand command, string field) => Assert.Equal((DirectoryProblemKind.Unknown, field), Reason(command));

    public static TheoryData<EntryRef, DirectoryCommand, string> Gone => new()
    {
        { EntryRef.OfTenant("acme"), new CreateTeam("acme", "t", new TeamSettings { Name = "B" }), "tenant" },
        { EntryRef.OfTenant("acme"), new ChangeTenant("acme", new TenantSettings { Name = "B" }), "id" },
        { EntryRef.OfTeam("acme", "core"), new CreateUser("acme", "u", new UserSettings { Name = "B", Team = "core" }), "settings.team" },
        { EntryRef.OfUser("acme", "ann"), new CreateKey("acme", "ann", "annskey2", new KeySettings(), Folk.Hash("B")), "user" },
        { EntryRef.OfUser("acme", "ann"), new SetStanding(EntryRef.OfUser("acme", "ann"), Standing.Active), "id" },
    };

    [Theory]
    [MemberData(nameof(Gone))]
    public void WhatWasDeleted_StaysSo(EntryRef deleted, DirectoryCommand command, string field)
    {
        _folk.Stand(deleted, Standing.Deleted);
        Assert.Equal((DirectoryProblemKind.Gone, field), Reason(command));
    }

    public static TheoryData<DirectoryCommand, string> Bad => new()
    {
        { new CreateTenant("", new TenantSettings { Name = "B" }), "id" },
        { new CreateTenant("a b", new TenantSettings { Name = "B" }), "id" },
        { new CreateTenant("-a", new TenantSettings { Name = "B" }), "id" },
        { new CreateTenant(new string('a', 65), new TenantSettings { Name = "B" }), "id" },
        { new CreateTenant("b", new TenantSettings { Name = "" }), "settings.name" },
        { new CreateTenant("b", new TenantSettings { Name = " b" }), "settings.name" },
        { new CreateTenant("b", new TenantSettings { Name = "b\nc" }), "settings.name" },
        { new CreateTenant("b", new TenantSettings { Name = new string('b', 101) }), "settings.name" },
        { new CreateTenant("b", new TenantSettings { Name = null! }), "settings.name" },
        { new ChangeTenant("acme", new TenantSettings { Name = "B", Limits = new ProviderLimits(0, null, null) }), "settings.limits.requestsPerMinute" },
        { new CreateTeam("acme", "b", new TeamSettings { Name = "B", Limits = new ProviderLimits(null, -1, null) }), "settings.limits.tokensPerMinute" },
        { new ChangeTeam("acme", "core", new TeamSettings { Name = "B", Limits = new ProviderLimits(null, null, 0) }), "settings.limits.concurrency" },
        { new CreateUser("acme", "b", new UserSettings { Name = "B", Budget = new BudgetConfig(0, "day") }), "settings.budget.usd" },
        { new ChangeUser("acme", "ann", new UserSettings { Name = "B", Budget = new BudgetConfig(1, "year") }), "settings.budget.per" },
        { new ChangeUser("acme", "ann", new UserSettings { Name = "B", Budget = new BudgetConfig(2_000_000_000, "day") }), "settings.budget.usd" },
        { new ChangeTeam("acme", "core", new TeamSettings { Name = "B", Budget = new BudgetConfig(1, "day", 101) }), "settings.budget.softAt" },
        { new ChangeTenant("acme", new TenantSettings { Name = "B", PriceMultiplier = 1001 }), "settings.priceMultiplier" },
        { new ChangeUser("acme", "ann", new UserSettings { Name = "B", Role = (Role)9 }), "settings.role" },
        { new CreateKey("acme", "ann", "short", new KeySettings(), Folk.Hash("B")), "id" },
        { new CreateKey("acme", "ann", "annskey2", new KeySettings { Expires = Folk.Start }, Folk.Hash("B")), "settings.expires" },
        { Rules(new KeyRules { Models = [] }), "settings.rules.models" },
        { Rules(new KeyRules { Models = ["a", ""] }), "settings.rules.models[1]" },
        { Rules(new KeyRules { Models = default }), "settings.rules.models" },
        { Rules(new KeyRules { Providers = [] }), "settings.rules.providers" },
        { Rules(new KeyRules { Providers = [null!] }), "settings.rules.providers[0]" },
        { Rules(new KeyRules { Networks = ["10.0.0.0/8", "10.0.0.1/8"] }), "settings.rules.networks[1]" },
        { Rules(new KeyRules { Networks = default }), "settings.rules.networks" },
        { Rules(new KeyRules { Networks = [null!] }), "settings.rules.networks[0]" },
        { Rules(new KeyRules { Limits = new ProviderLimits(0, null, null) }), "settings.rules.limits.requestsPerMinute" },
        { Rules(new KeyRules { Budget = new BudgetConfig(-1, "day") }), "settings.rules.budget.usd" },
        { Rules(null!), "settings" },
        { new ChangeKey("annskey1", null!), "settings" },
        { new SetStanding(EntryRef.OfTenant("acme"), (Standing)9), "standing" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void BadField_IsNamed(DirectoryCommand command, string field)
    {
        DirectoryProblem problem = _folk.Refused(command);
        Assert.Equal((DirectoryProblemKind.Invalid, field), (problem.Kind, problem.Field));
        Assert.NotEmpty(problem.Text);
    }

    [Fact]
    public void AllBadFields_AreNamedAtOnce()
    {
        DirectoryAnswer answer = _folk.Run(new CreateUser("acme", "", new UserSettings { Name = "", Role = (Role)9, Budget = new BudgetConfig(0, "never") }));
        Assert.Equal(["id", "settings.name", "settings.role", "settings.budget.usd", "settings.budget.per"], answer.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public void DefaultTenant_CantBeClosed()
    {
        Assert.Equal((DirectoryProblemKind.Conflict, "standing"), Reason(new SetStanding(EntryRef.OfTenant("default"), Standing.Suspended)));
        Assert.Equal((DirectoryProblemKind.Conflict, "standing"), Reason(new SetStanding(EntryRef.OfTenant("DEFAULT"), Standing.Deleted)));
    }

    [Fact]
    public void Lists_ArePagedAndFiltered()
    {
        AddSecondOfEach();
        _folk.Stand(EntryRef.OfKey("annskey2"), Standing.Deleted);
        Assert.Equal(["acme", "default"], Ids(new DirectoryQuery(EntryKind.Tenant, "")));
        Assert.Equal(["acme"], Ids(new DirectoryQuery(EntryKind.Tenant, "") { Count = 1 }));
        Assert.Equal(["default"], Ids(new DirectoryQuery(EntryKind.Tenant, "") { Count = 1, After = "acme" }));
        Assert.Equal(["core", "ops"], Ids(new DirectoryQuery(EntryKind.Team, "acme")));
        Assert.Equal(["ann", "bob"], Ids(new DirectoryQuery(EntryKind.User, "acme")));
        Assert.Equal(["ann"], Ids(new DirectoryQuery(EntryKind.User, "acme") { Team = "CORE" }));
        Assert.Equal(["annskey1", "annskey3", "bobskey1"], Ids(new DirectoryQuery(EntryKind.Key, "acme")));
        Assert.Equal(["annskey2", "annskey3"], Ids(new DirectoryQuery(EntryKind.Key, "acme") { User = "ann", WithDeleted = true, After = "annskey1" }));
        Assert.Equal(["annskey3"], Ids(new DirectoryQuery(EntryKind.Key, "acme") { User = "ann", After = "annskey2" }));
        Assert.Empty(Ids(new DirectoryQuery(EntryKind.Key, "nobody")));
        Assert.Empty(Ids(new DirectoryQuery(EntryKind.Key, "acme") { User = "nobody" }));
    }

    private ImmutableArray<string> Ids(DirectoryQuery query) => [.. TenantDirectory.List(_folk.Entity.State, query).Select(entry => entry.Id)];

    private void AddSecondOfEach()
    {
        _folk.Do(new CreateTeam("acme", "ops", new TeamSettings { Name = "Ops" }));
        _folk.Do(new CreateUser("acme", "bob", new UserSettings { Name = "Bob" }));
        _folk.Do(new CreateKey("acme", "ann", "annskey2", new KeySettings(), Folk.Hash("second")));
        _folk.Do(new CreateKey("acme", "ann", "annskey3", new KeySettings { Name = "laptop" }, Folk.Hash("third")));
        _folk.Do(new CreateKey("acme", "bob", "bobskey1", new KeySettings { Name = "laptop" }, Folk.Hash("bobs")));
    }

    private static ChangeKey Rules(KeyRules rules) => new("annskey1", new KeySettings { Rules = rules });

    private (DirectoryProblemKind, string) Reason(DirectoryCommand command)
    {
        DirectoryProblem problem = _folk.Refused(command);
        return (problem.Kind, problem.Field);
    }
}
