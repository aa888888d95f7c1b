using System.Net;
using FakeUpstream;
using Router.Api.Tests.Doctor;
using Router.Api.Tests.Testing;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Xunit;

namespace Router.Api.Tests.Admin.Acts;

/// <summary>
/// Every act of <see cref="IAdminApi"/> in process, as a dashboard does it: by everybody, to what is his own, his team's, his tenant's and another tenant's. Who may is
/// read from the table; what is refused is not done in spite of it, and what is done stands in the audit trail under the name of who did it.
/// </summary>
public sealed class ActMatrixTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;
    private IAdminApi _api = null!;
    private ISignIn _door = null!;
    private AdminCaller _root = null!;
    private int _made;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = Checkup.Messages;
        _gateway = await TestGateway.StartAsync(TestGateway.Providers(_provider.BaseUrl), _clock);
        (_api, _door) = (_gateway.Service<IAdminApi>(), _gateway.Service<ISignIn>());
        _root = CallerOf(TestGateway.AdminKey);
        foreach (string tenant in (string[])["acme", "other"])
        {
            Done(await _api.CreateTenantAsync(_root, new MakeTenant(tenant, new TenantFields())));
        }

        foreach ((string tenant, string team) in ((string, string)[])[("acme", "red"), ("acme", "blue"), ("other", "red"), ("default", "red")])
        {
            Done(await _api.CreateTeamAsync(_root, new MakeTeam(tenant, team, new TeamFields())));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public void Acts_AreAllOfThem()
    {
        var known = typeof(IAdminActs).GetMethods().Select(method => method.Name).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(known.Order(StringComparer.Ordinal), Acts().Select(act => act.Method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Acts_AreDoneAsFarAsTheRoleGoes_AndNoFurther()
    {
        AdminCaller[] callers = await CallersAsync();
        (int done, int refused) = (0, 0);
        foreach (Act act in Acts())
        {
            foreach (AdminCaller caller in callers)
            {
                foreach (Target target in await TargetsAsync(act, caller))
                {
                    bool may = act.Needs.All(need => AccessTable.Allows(Actor.Of(caller.Principal), need, target.Subject));
                    (string last, DirectoryState before) = (await LastActAsync(), State);

                    AdminProblem? problem = await act.RunAsync(caller, target);

                    string what = $"{act.Method} by {caller.Principal.Role} {caller.Principal.User} of {caller.Principal.Tenant} on {target}: {problem}";
                    Assert.True(may == problem is null, what);
                    Assert.True(may || problem!.Kind is AdminProblemKind.Forbidden or AdminProblemKind.Missing, what);
                    Assert.True(may || ReferenceEquals(before, State), $"done in spite of it: {what}");
                    Assert.True((may && act.IsRecorded) != (last == await LastActAsync()), $"audit: {what}");
                    (done, refused) = may ? (done + 1, refused) : (done, refused + 1);
                }
            }
        }

        Assert.True(done > 150 && refused > 150, $"{done} were done, {refused} refused");
    }

    [Fact]
    public async Task WhatIsDone_StandsInTheAuditTrail_UnderTheNameOfWhoDidIt()
    {
        AdminCaller boss = await UserAsync("acme", "red", "boss", Role.Admin) with { RequestId = "click-7", Address = "192.0.2.9" };

        Done(await _api.CreateUserAsync(boss, new MakeUser("acme", "eve", new UserFields())));

        AuditEntry act = (await _api.AuditAsync(boss.Principal, new AuditQuery())).Value!.Items[0];
        Assert.Equal(("user.created", "acme", "eve", "acme", "boss"), (act.Action, act.Tenant, act.Entry, act.ActorTenant, act.ActorUser));
        Assert.Equal((boss.Principal.KeyId, "click-7", "192.0.2.9"), (act.ActorKey, act.RequestId, act.Address));
    }

    [Fact]
    public async Task Nobody_DoesNothing()
    {
        AdminCaller nobody = new(Principal.Anonymous, "r", null);
        foreach (Act act in Acts())
        {
            foreach (Target target in await TargetsAsync(act, _root))
            {
                DirectoryState before = State;
                Assert.True((await act.RunAsync(nobody, target))?.Kind is AdminProblemKind.Forbidden or AdminProblemKind.Missing, act.Method);
                Assert.Same(before, State);
            }
        }
    }

    [Fact]
    public async Task Version_ThatIsNotThePresentOne_ChangesNothing()
    {
        EntryOutcome made = Done(await _api.CreateUserAsync(_root, new MakeUser("acme", "eve", new UserFields())));

        AdminResult<EntryOutcome> late = await _api.ChangeUserAsync(_root, new EditUser("acme", "eve", new UserFields { Name = "Eve" }) { IfVersion = made.Entry.Version + 1 });
        EntryOutcome early = Done(await _api.ChangeUserAsync(_root, new EditUser("acme", "eve", new UserFields { Name = "Eve" }) { IfVersion = made.Entry.Version }));

        Assert.Equal(AdminProblemKind.Stale, late.Problem!.Kind);
        Assert.Equal((DirectoryChange.Changed, made.Entry.Version + 1), (early.Change!.Value, early.Entry.Version));
        Assert.Null(Done(await _api.ChangeUserAsync(_root, new EditUser("acme", "eve", new UserFields { Name = "Eve" }))).Change);
    }

    [Fact]
    public async Task ChangesOfOtherFieldsAtTheSameTime_AreBothKept()
    {
        Done(await _api.CreateUserAsync(_root, new MakeUser("acme", "eve", new UserFields())));
        for (int round = 0; round < 50; round++)
        {
            (string name, Role role) = ($"Eve {round}", round % 2 == 0 ? Role.Viewer : Role.Member);

            await Task.WhenAll(
                Task.Run(async () => Done(await _api.ChangeUserAsync(_root, new EditUser("acme", "eve", new UserFields { Name = name })))),
                Task.Run(async () => Done(await _api.ChangeUserAsync(_root, new EditUser("acme", "eve", new UserFields { Role = role })))));

            UserSettings settings = State.FindUser("acme", "eve")!.Settings;
            Assert.Equal((name, role), (settings.Name, settings.Role));
        }
    }

    [Fact]
    public async Task Key_IsShownOnce_AndOpensUntilItIsRotatedOrRevoked()
    {
        Done(await _api.CreateUserAsync(_root, new MakeUser("acme", "eve", new UserFields())));
        var order = new MakeKey("acme", "eve", new KeyFields { Name = "laptop" }) { Id = "Abcdefgh" };
        string first = Done(await _api.CreateKeyAsync(_root, order)).Secret!.Secret;

        Assert.Null(Done(await _api.CreateKeyAsync(_root, order)).Secret);
        SignedIn eve = _door.SignIn($" {first}\n", IPAddress.Loopback).Value!;
        Assert.Equal(("acme", "eve", "Abcdefgh"), (eve.Principal.Tenant, eve.Principal.User, eve.Principal.KeyId));

        string second = Done(await _api.RotateKeyAsync(_root, new RenewKey("Abcdefgh") { Overlap = TimeSpan.FromHours(1) })).Secret!.Secret;
        Assert.NotNull(_door.Renew(eve.Pass, IPAddress.Loopback).Value);
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(AdminProblemKind.NotSignedIn, _door.Renew(eve.Pass, IPAddress.Loopback).Problem!.Kind);

        SignedIn again = _door.SignIn(second, IPAddress.Loopback).Value!;
        Done(await _api.StandAsync(_root, new StandEntry(EntryRef.OfKey("Abcdefgh"), Standing.Deleted)));
        Assert.Contains("revoked", _door.Renew(again.Pass, IPAddress.Loopback).Problem!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk-rtr-")]
    [InlineData("no-key-of-this-gateway")]
    public void WhatIsNoKey_SignsNobodyIn(string key) => Assert.Equal(AdminProblemKind.NotSignedIn, _door.SignIn(key, IPAddress.Loopback).Problem!.Kind);

    [Fact]
    public async Task RoleThatChanged_CountsWhenWhoIsSignedInIsLookedAtAnew()
    {
        EntryOutcome key = await KeyOfAsync("acme", "red", "eve", Role.Admin);
        KeyHash pass = _door.SignIn(key.Secret!.Secret, null).Value!.Pass;

        Done(await _api.ChangeUserAsync(_root, new EditUser("acme", "eve", new UserFields { Role = Role.Viewer })));

        Assert.Equal(Role.Viewer, _door.Renew(pass, null).Value!.Principal.Role);
    }

    private static T Done<T>(AdminResult<T> result)
        where T : class => result.Value ?? throw new InvalidOperationException(result.Problem!.Text);

    private static IEnumerable<Act> Acts() => ActList.All;

    private DirectoryState State => _gateway.Service<LocalDirectory>().State;

    private AdminCaller CallerOf(string key) => new(_door.SignIn(key, IPAddress.Loopback).Value!.Principal, "act", "192.0.2.1");

    private async Task<AdminCaller[]> CallersAsync() =>
    [
        await UserAsync("acme", "red", "viewer", Role.Viewer),
        await UserAsync("acme", "red", "member", Role.Member),
        await UserAsync("acme", "red", "manager", Role.Manager),
        await UserAsync("acme", "red", "admin", Role.Admin),
        await UserAsync("other", "red", "chief", Role.Admin),
        await UserAsync("default", "red", "root", Role.Admin),
        _root,
    ];

    private async Task<AdminCaller> UserAsync(string tenant, string team, string user, Role role) => CallerOf((await KeyOfAsync(tenant, team, user, role)).Secret!.Secret);

    private async Task<EntryOutcome> KeyOfAsync(string tenant, string team, string user, Role role)
    {
        Done(await _api.CreateUserAsync(_root, new MakeUser(tenant, user, new UserFields { Team = team, Role = role })));
        return Done(await _api.CreateKeyAsync(_root, new MakeKey(tenant, user, new KeyFields())));
    }

    private async Task<string> LastActAsync() => (await _api.AuditAsync(_root.Principal, new AuditQuery { Limit = 1 })).Value!.LastId!;

    /// <summary>Makes what an act can be done to: fresh, or the caller's own.</summary>
    private async Task<List<Target>> TargetsAsync(Act act, AdminCaller caller)
    {
        if (act.Kind is null)
        {
            return [new Target(_api, Subject.Gateway, "a")];
        }

        List<Target> targets = [];
        foreach ((string tenant, string team) in ((string, string)[])[("acme", "red"), ("acme", "blue"), ("other", "red")])
        {
            targets.Add(await FreshAsync(act, tenant, team, user: null));
        }

        if (act.IsOfUsers && caller.Principal is { Tenant: "acme", Team: { } own, User: var self })
        {
            targets.Add(await FreshAsync(act, "acme", own, self));
        }

        return targets;
    }

    private async Task<Target> FreshAsync(Act act, string tenant, string team, string? user)
    {
        string fresh = $"f{++_made}";
        switch (act.Kind)
        {
            case TargetKind.NewTenant:
                return new Target(_api, new Subject(fresh), fresh);
            case TargetKind.Tenant:
                Done(await _api.CreateTenantAsync(_root, new MakeTenant(fresh, new TenantFields())));
                return new Target(_api, new Subject(fresh), fresh);
            case TargetKind.NewTeam:
                return new Target(_api, new Subject(tenant, fresh), fresh);
            case TargetKind.Team:
                Done(await _api.CreateTeamAsync(_root, new MakeTeam(tenant, fresh, new TeamFields())));
                return new Target(_api, new Subject(tenant, fresh), fresh);
            case TargetKind.NewUser:
                return new Target(_api, new Subject(tenant, team), fresh);
            case TargetKind.NewTenantSecret:
                return new Target(_api, new Subject(tenant), fresh);
        }

        if (user is null)
        {
            Done(await _api.CreateUserAsync(_root, new MakeUser(tenant, $"u{fresh}", new UserFields { Team = team, Role = Role.Viewer })));
            user = $"u{fresh}";
        }

        var subject = new Subject(tenant, team, user);
        switch (act.Kind)
        {
            case TargetKind.Key:
                return new Target(_api, subject, Done(await _api.CreateKeyAsync(_root, new MakeKey(tenant, user, new KeyFields()))).Entry.Id);
            case TargetKind.TenantSecret:
                await PutAsync(new VaultPath(tenant, null, fresh));
                return new Target(_api, new Subject(tenant), fresh);
            case TargetKind.UserSecret:
                await PutAsync(new VaultPath(tenant, user, fresh));
                return new Target(_api, subject, fresh);
            default:
                return new Target(_api, subject, act.Kind == TargetKind.User ? user : fresh);
        }
    }

    private async Task PutAsync(VaultPath path)
    {
        using SecretBuffer secret = SecretBuffer.Of("sk-upstream-first");
        Done(await _api.PutSecretAsync(_root, new StoreSecret(path, "a", secret)));
    }
}
