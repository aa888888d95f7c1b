using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory;

/// <summary>What opens when, as the front door sees it.</summary>
public sealed class KeyLifeTests
{
    private static readonly EntryRef Key = EntryRef.OfKey("annskey1");

    private readonly Folk _folk = Folk.WithAnn();

    [Fact]
    public void NewKey_StandsForItsUser()
    {
        Principal ann = _folk.Find("first");
        Assert.Equal((PrincipalKind.Client, "acme", "core", "ann", "annskey1", Role.Manager), (ann.Kind, ann.Tenant, ann.Team, ann.User, ann.KeyId, ann.Role));
        Assert.True(ann.MayUse("anything"));
        Assert.True(ann.MayUseProvider("anyone"));
    }

    [Fact]
    public void Principal_IsOneObjectUntilSomethingChanges()
    {
        Principal before = _folk.Find("first");
        Assert.Same(before, _folk.Find("first"));
        _folk.Do(new ChangeUser("acme", "ann", new UserSettings { Name = "Ann", Role = Role.Viewer }));
        Principal after = _folk.Find("first");
        Assert.Equal((null, Role.Viewer), (after.Team, after.Role));
    }

    [Fact]
    public void Rules_ReachThePrincipal()
    {
        var rules = new KeyRules { Models = ["claude-*"], Providers = ["glm"], Limits = new ProviderLimits(60, null, 2), Budget = new BudgetConfig(50, "month") };
        _folk.Do(new ChangeKey("annskey1", new KeySettings { Rules = rules }));
        Principal ann = _folk.Find("first");
        Assert.True(ann.MayUse("claude-sonnet-4-6"));
        Assert.False(ann.MayUse("gpt-5"));
        Assert.True(ann.MayUseProvider("glm"));
        Assert.False(ann.MayUseProvider("deepseek"));
        Assert.Equal((rules.Limits, rules.Budget), (ann.Limits, ann.Budget));
    }

    [Fact]
    public void RevokedKey_OpensNothingFromTheNextCheckOn()
    {
        _folk.Stand(Key, Standing.Deleted);
        Assert.Equal(KeyRefusal.Revoked, _folk.Try("first"));
        _folk.Stand(Key, Standing.Deleted);
        Assert.Equal((DirectoryProblemKind.Gone, "id"), Reason(new SetStanding(Key, Standing.Active)));
        Assert.Equal((DirectoryProblemKind.Gone, "id"), Reason(new RotateKey("annskey1", Folk.Hash("new"), Folk.Start)));
        Assert.True(_folk.Ring.IsOurs("first"));
    }

    [Fact]
    public void UnknownKey_IsToldFromATypo()
    {
        string issued = NewKey.Client().Secret;
        Assert.Equal(KeyRefusal.Unknown, _folk.Try(issued));
        Assert.Equal(KeyRefusal.Mistyped, _folk.Try(issued[..^1]));
        Assert.Equal(KeyRefusal.Unknown, _folk.Try(""));
        Assert.False(_folk.Ring.IsOurs(issued));
    }

    [Fact]
    public void Expiry_IsExact()
    {
        _folk.Do(new ChangeKey("annskey1", new KeySettings { Expires = Folk.Start.AddHours(1) }));
        _folk.Now = Folk.Start.AddHours(1).AddTicks(-1);
        Assert.Equal(KeyRefusal.None, _folk.Try("first"));
        _folk.Now = Folk.Start.AddHours(1);
        Assert.Equal(KeyRefusal.Expired, _folk.Try("first"));
        _folk.Do(new ChangeKey("annskey1", new KeySettings { Expires = Folk.Start.AddHours(2) }));
        Assert.Equal(KeyRefusal.None, _folk.Try("first"));
    }

    [Fact]
    public void ExpiredKey_CanStillBeRenamed()
    {
        _folk.Do(new ChangeKey("annskey1", new KeySettings { Expires = Folk.Start.AddHours(1) }));
        _folk.Now = Folk.Start.AddHours(2);
        _folk.Do(new ChangeKey("annskey1", new KeySettings { Expires = Folk.Start.AddHours(1), Name = "old laptop" }));
    }

    [Fact]
    public void Rotation_LetsTheOldSecretLiveForItsOverlap()
    {
        _folk.Do(new RotateKey("annskey1", Folk.Hash("second"), Folk.Start.AddHours(1)));
        Assert.Equal((KeyRefusal.None, KeyRefusal.None), (_folk.Try("first"), _folk.Try("second")));
        _folk.Now = Folk.Start.AddHours(1);
        Assert.Equal((KeyRefusal.Replaced, KeyRefusal.None), (_folk.Try("first"), _folk.Try("second")));
    }

    [Fact]
    public void SecondRotation_DoesNotCutOffTheFirstOverlap()
    {
        _folk.Do(new RotateKey("annskey1", Folk.Hash("second"), Folk.Start.AddHours(1)));
        _folk.Do(new RotateKey("annskey1", Folk.Hash("third"), Folk.Start.AddHours(1)));
        Assert.Equal((KeyRefusal.None, KeyRefusal.None, KeyRefusal.None), (_folk.Try("first"), _folk.Try("second"), _folk.Try("third")));
    }

    [Fact]
    public void RotationWithoutOverlap_EndsAllOldSecrets()
    {
        _folk.Do(new RotateKey("annskey1", Folk.Hash("second"), Folk.Start.AddHours(1)));
        _folk.Do(new RotateKey("annskey1", Folk.Hash("third"), Folk.Start));
        Assert.Equal((KeyRefusal.Replaced, KeyRefusal.Replaced, KeyRefusal.None), (_folk.Try("first"), _folk.Try("second"), _folk.Try("third")));
    }

    [Fact]
    public void RepeatedRotation_ChangesNothing()
    {
        _folk.Do(new RotateKey("annskey1", Folk.Hash("second"), Folk.Start.AddHours(1), IfVersion: 1));
        string before = _folk.Json();
        _folk.Do(new RotateKey("annskey1", Folk.Hash("second"), Folk.Start.AddHours(1), IfVersion: 1));
        Assert.Equal(before, _folk.Json());
    }

    [Fact]
    public void ManyRotations_KeepFewOldSecrets()
    {
        for (int number = 0; number < 20; number++)
        {
            _folk.Do(new RotateKey("annskey1", Folk.Hash($"secret {number}"), Folk.Start.AddHours(1)));
        }

        Assert.Equal(4, Assert.IsType<ClientKey>(_folk.Entity.State.FindKey("annskey1")).Retired.Length);
        Assert.Equal((KeyRefusal.Unknown, KeyRefusal.None, KeyRefusal.None), (_folk.Try("first"), _folk.Try("secret 15"), _folk.Try("secret 19")));
    }

    [Fact]
    public void OverlapOfMonths_IsRefused() =>
        Assert.Equal((DirectoryProblemKind.Invalid, "oldUntil"), Reason(new RotateKey("annskey1", Folk.Hash("second"), Folk.Start.AddDays(90).AddTicks(1))));

    [Fact]
    public void Networks_DecideWhereAKeyOpens()
    {
        _folk.Do(new ChangeKey("annskey1", new KeySettings { Rules = new KeyRules { Networks = ["10.0.0.0/8", "2001:db8::/32"] } }));
        Assert.Equal(KeyRefusal.None, _folk.Try("first", "10.1.2.3"));
        Assert.Equal(KeyRefusal.None, _folk.Try("first", "::ffff:10.1.2.3"));
        Assert.Equal(KeyRefusal.None, _folk.Try("first", "2001:db8::7"));
        Assert.Equal(KeyRefusal.Network, _folk.Try("first", "127.0.0.1"));
        Assert.Equal(KeyRefusal.Network, _folk.Try("first"));
    }

    public static TheoryData<EntryRef, KeyRefusal, KeyRefusal> Parents => new()
    {
        { EntryRef.OfTenant("acme"), KeyRefusal.TenantSuspended, KeyRefusal.TenantDeleted },
        { EntryRef.OfTeam("acme", "core"), KeyRefusal.TeamSuspended, KeyRefusal.TeamDeleted },
        { EntryRef.OfUser("acme", "ann"), KeyRefusal.UserSuspended, KeyRefusal.UserDeleted },
        { Key, KeyRefusal.Suspended, KeyRefusal.Revoked },
    };

    [Theory]
    [MemberData(nameof(Parents))]
    public void WhatStandsAboveAKey_ClosesAndOpensIt(EntryRef entry, KeyRefusal suspended, KeyRefusal deleted)
    {
        Assert.Equal(KeyRefusal.None, _folk.Try("first"));
        _folk.Stand(entry, Standing.Suspended);
        Assert.Equal(suspended, _folk.Try("first"));
        _folk.Stand(entry, Standing.Active);
        Assert.Equal(KeyRefusal.None, _folk.Try("first"));
        _folk.Stand(entry, Standing.Deleted);
        Assert.Equal(deleted, _folk.Try("first"));
    }

    [Theory]
    [MemberData(nameof(Parents))]
    public void WhatTheDirectoryCloses_ClosesKeysOfTheConfigurationThatNameIt(EntryRef entry, KeyRefusal suspended, KeyRefusal deleted)
    {
        var index = new KeyIndex();
        index.Load(_folk.Entity.State);
        var ring = new KeyRing(Folk.Hasher, [(Folk.Hasher.Hash("fixed"), new Principal(PrincipalKind.Client, "ACME", "Core", "Ann", "router.json#1:Ann", ["*"]))], index);
        bool isKey = entry == Key; // its own key says nothing of another

        KeyRefusal Try(Standing standing)
        {
            _folk.Stand(entry, standing);
            index.Load(_folk.Entity.State);
            KeyRefusal refusal = ring.TryFind("fixed", Folk.Start, null, out Principal? found);
            Assert.Equal(refusal == KeyRefusal.None, found is not null);
            return refusal;
        }

        Assert.Equal(isKey ? KeyRefusal.None : suspended, Try(Standing.Suspended));
        Assert.Equal(KeyRefusal.None, Try(Standing.Active));
        Assert.Equal(isKey ? KeyRefusal.None : deleted, Try(Standing.Deleted));
        Assert.True(ring.IsOurs("fixed"));
    }

    [Fact]
    public void AdminKey_IsClosedByNoUserOfItsName()
    {
        _folk.Do(new CreateUser("acme", "boss", new UserSettings { Name = "Boss" }));
        _folk.Stand(EntryRef.OfUser("acme", "boss"), Standing.Suspended);
        var index = new KeyIndex();
        index.Load(_folk.Entity.State);
        var boss = new Principal(PrincipalKind.Admin, "acme", null, "boss", "k2", []);

        Assert.Equal(KeyRefusal.None, new KeyRing(Folk.Hasher, [(Folk.Hasher.Hash("admin"), boss)], index).TryFind("admin", Folk.Start, null, out _));
    }

    [Fact]
    public void UserOfADeletedTeam_GoesOnInAnother()
    {
        _folk.Stand(EntryRef.OfTeam("acme", "core"), Standing.Deleted);
        _folk.Do(new ChangeUser("acme", "ann", new UserSettings { Name = "Ann Smith", Team = "core" }));
        Assert.Equal(KeyRefusal.TeamDeleted, _folk.Try("first"));
        _folk.Do(new ChangeUser("acme", "ann", new UserSettings { Name = "Ann Smith" }));
        Assert.Equal(KeyRefusal.None, _folk.Try("first"));
    }

    [Fact]
    public void KeyOfTheConfiguration_CountsBeforeOneOfTheDirectory()
    {
        var index = new KeyIndex();
        index.Load(_folk.Entity.State);
        var boss = new Principal(PrincipalKind.Admin, "default", null, "boss", "k2", []);
        var ring = new KeyRing(Folk.Hasher, [(Folk.Hasher.Hash("first"), boss)], index);
        Assert.Equal(KeyRefusal.None, ring.TryFind("first", Folk.Start, null, out Principal? found));
        Assert.Same(boss, found);
    }

    private (DirectoryProblemKind, string) Reason(DirectoryCommand command)
    {
        DirectoryProblem problem = _folk.Refused(command);
        return (problem.Kind, problem.Field);
    }
}
