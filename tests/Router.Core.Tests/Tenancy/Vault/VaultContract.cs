using System.Collections.Immutable;
using System.Text;
using Router.Core.Tenancy.Vault;

namespace Router.Core.Tests.Tenancy.Vault;

/// <summary>What every host of the vaults promises. A host's tests derive from it.</summary>
public abstract class VaultContract
{
    protected const string LongKey = "sk-provider-0123456789-abcd";

    protected const string Place = "https://api.z.ai";

    protected static VaultPath Glm { get; } = new("acme", null, "glm");

    protected static DateTimeOffset Start => Admission.GateRun.Start;

    /// <summary>The vaults under test, empty, at <see cref="Start"/>; tenant acme may use the default tenant's entries, tenant beta may not.</summary>
    protected abstract ITenantVaults Vaults { get; }

    /// <summary>Lets time pass.</summary>
    protected abstract void Advance(TimeSpan time);

    [Fact]
    public async Task PutSecret_ComesBackByItsName()
    {
        VaultInfo info = await Put(Glm, LongKey);
        Assert.Equal((Glm, 1L, "\"1\"", "abcd"), (info.Path, info.Version, info.ETag, info.LastFour));
        Assert.Equal((Start, Start, (DateTimeOffset?)null, (DateTimeOffset?)null), (info.Created, info.Changed, info.Used, info.OldUntil));
        Assert.Matches("^[0-9a-f]{16}$", info.Fingerprint);
        Assert.Equal(LongKey, await Resolve(Glm));
        Assert.Equal(LongKey, await Resolve(new VaultPath("ACME", null, "GLM")));
        Assert.Null(await Resolve(Glm with { Name = "other" }));
    }

    [Fact]
    public async Task Resolution_GoesFromTheUserOverTheTenantToTheDefaultTenant()
    {
        VaultPath ann = Glm with { User = "ann" };
        await Put(new VaultPath("default", null, "glm"), "of-default");
        Assert.Equal("of-default", await Resolve(ann));
        await Put(Glm, "of-acme");
        Assert.Equal("of-acme", await Resolve(ann));
        await Put(ann, "of-ann");
        Assert.Equal("of-ann", await Resolve(ann));
        Assert.Equal("of-acme", await Resolve(Glm));
        Assert.Equal("of-acme", await Resolve(Glm with { User = "bob" }));
        await Vaults.DeleteAsync(ann);
        Assert.Equal("of-acme", await Resolve(ann));
    }

    [Fact]
    public async Task TenantThatMayNot_NeverGetsTheDefaultTenants()
    {
        await Put(new VaultPath("default", null, "glm"), "of-default");
        await Put(new VaultPath("default", "ann", "own"), "of-default's-ann");
        Assert.Null(await Resolve(new VaultPath("beta", "ann", "glm")));
        Assert.Null(await Resolve(new VaultPath("acme", "ann", "own")));
        using ResolvedSecret none = await Vaults.ResolveAsync(new VaultPath("beta", "ann", "glm"), Place);
        Assert.Equal((VaultProblemKind.Unknown, "name"), (none.Problem!.Kind, none.Problem.Field));
    }

    [Fact]
    public async Task Rotation_KeepsTheOldSecretForItsOverlap()
    {
        await Put(Glm, "first");
        using SecretBuffer second = SecretBuffer.Of("second");
        VaultResult rotated = await Vaults.RotateAsync(Glm, second, Start.AddHours(1), ifVersion: 1);
        Assert.Equal((2L, Start.AddHours(1)), (rotated.Info!.Version, rotated.Info.OldUntil));
        using (ResolvedSecret both = await Vaults.ResolveAsync(Glm, Place))
        {
            Assert.Equal(("second", "first"), (Text(both.Secret), Text(both.Previous)));
        }

        Advance(TimeSpan.FromHours(1));
        using ResolvedSecret one = await Vaults.ResolveAsync(Glm, Place);
        Assert.Equal(("second", null), (Text(one.Secret), Text(one.Previous)));
    }

    [Fact]
    public async Task Put_EndsTheOldSecretAtOnce()
    {
        string first = (await Put(Glm, "first")).Fingerprint;
        VaultInfo info = await Put(Glm, "second");
        Assert.Equal((2L, null), (info.Version, info.OldUntil));
        Assert.NotEqual(first, info.Fingerprint);
        using ResolvedSecret found = await Vaults.ResolveAsync(Glm, Place);
        Assert.Null(found.Previous);
        Assert.Equal(first, (await Put(Glm, "first")).Fingerprint);
    }

    [Fact]
    public async Task SameSecretAgain_ChangesNothing()
    {
        VaultInfo first = await Put(Glm, LongKey);
        Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first, await Put(Glm, LongKey));
    }

    [Fact]
    public async Task SameSecretPutAgain_EndsAnOverlap()
    {
        await Put(Glm, "first");
        using SecretBuffer second = SecretBuffer.Of("second");
        await Vaults.RotateAsync(Glm, second, Start.AddHours(1));
        VaultResult ended = await Vaults.PutAsync(Glm, second, Place, ifVersion: 2);
        Assert.Equal((VaultChange.Replaced, 3L, null), (ended.Change, ended.Info!.Version, ended.Info.OldUntil));
        using (ResolvedSecret found = await Vaults.ResolveAsync(Glm, Place))
        {
            Assert.Equal(("second", null), (Text(found.Secret), Text(found.Previous)));
        }

        Assert.Equal((VaultChange.None, 3L), await Vaults.PutAsync(Glm, second, Place) is var again ? (again.Change, again.Info!.Version) : default);

        // A rotation that is sent again changes nothing; one that leaves the old secret no time ends it.
        using SecretBuffer third = SecretBuffer.Of("third");
        await Vaults.RotateAsync(Glm, third, Start.AddHours(1));
        Assert.Equal(VaultChange.None, (await Vaults.RotateAsync(Glm, third, Start.AddHours(1))).Change);
        Assert.Equal(VaultChange.Rotated, (await Vaults.RotateAsync(Glm, third, Start)).Change);
        Assert.Null(Assert.Single(await Vaults.ListAsync("acme")).OldUntil);
    }

    [Fact]
    public async Task Secret_GoesOnlyWhereItWasPutFor_AndNobodyElsesGoesInstead()
    {
        await Put(Glm, "of-acme");
        await Vaults.PutAsync(Glm with { User = "ann" }, SecretBuffer.Of("of-ann"), "https://elsewhere.example");
        Assert.Null(await Resolve(Glm with { User = "ann" }));
        using (ResolvedSecret found = await Vaults.ResolveAsync(Glm with { User = "ann" }, Place))
        {
            Assert.Equal((VaultProblemKind.Elsewhere, "provider"), (found.Problem!.Kind, found.Problem.Field));
        }

        Assert.Equal("of-acme", await Resolve(Glm));
        Assert.Null(await Resolve(Glm, "http://api.z.ai"));

        // The same secret for another place is another secret; a rotated one stays where it was put for.
        using SecretBuffer secret = SecretBuffer.Of("of-ann");
        Assert.Equal(VaultChange.Replaced, (await Vaults.PutAsync(Glm with { User = "ann" }, secret, Place)).Change);
        Assert.Equal("of-ann", await Resolve(Glm with { User = "ann" }));
        using SecretBuffer second = SecretBuffer.Of("second");
        Assert.Equal(Place, (await Vaults.RotateAsync(Glm with { User = "ann" }, second, Start)).Info!.Destination);
    }

    [Fact]
    public async Task Changes_AreToldOnce()
    {
        using SecretBuffer first = SecretBuffer.Of("first");
        using SecretBuffer second = SecretBuffer.Of("second");
        Assert.Equal(VaultChange.Created, (await Vaults.PutAsync(Glm, first, Place)).Change);
        Assert.Equal(VaultChange.None, (await Vaults.PutAsync(Glm, first, Place)).Change);
        Assert.Equal(VaultChange.Rotated, (await Vaults.RotateAsync(Glm, second, Start.AddHours(1))).Change);
        Assert.Equal(VaultChange.None, (await Vaults.RotateAsync(Glm, second, Start.AddHours(1))).Change);
        Assert.Equal(VaultChange.Deleted, (await Vaults.DeleteAsync(Glm)).Change);
        Assert.Equal(VaultChange.None, (await Vaults.DeleteAsync(Glm)).Change);
        Assert.Equal(VaultProblemKind.Unknown, (await Vaults.RotateAsync(Glm, first, Start)).Problem?.Kind);
        Assert.Equal(VaultChange.Created, (await Vaults.PutAsync(Glm, first, Place)).Change);
    }

    [Fact]
    public async Task WhatCantBe_IsRefusedByField()
    {
        Assert.Equal((VaultProblemKind.Invalid, "name"), await Refusal(Glm with { Name = "" }, "x"));
        Assert.Equal((VaultProblemKind.Invalid, "name"), await Refusal(Glm with { Name = "a b" }, "x"));
        Assert.Equal((VaultProblemKind.Invalid, "name"), await Refusal(Glm with { Name = new string('a', 65) }, "x"));
        Assert.Equal((VaultProblemKind.Invalid, "user"), await Refusal(Glm with { User = "a\nb" }, "x"));
        Assert.Equal((VaultProblemKind.Invalid, "secret"), await Refusal(Glm, ""));
        Assert.Equal((VaultProblemKind.Invalid, "secret"), await Refusal(Glm, "key\n"));
        Assert.Equal((VaultProblemKind.Invalid, "secret"), await Refusal(Glm, " key"));
        Assert.Equal((VaultProblemKind.Invalid, "secret"), await Refusal(Glm, "key\r\nx-other: 1"));
        Assert.Equal((VaultProblemKind.Invalid, "secret"), await Refusal(Glm, "schlüssel"));
        Assert.Equal((VaultProblemKind.Invalid, "secret"), await Refusal(Glm, new string('k', 16 * 1024 + 1)));
        Assert.Equal((VaultProblemKind.Stale, "version"), await Refusal(Glm, "x", ifVersion: 1));
        await Put(Glm, "x");
        Assert.Equal((VaultProblemKind.Stale, "version"), await Refusal(Glm, "y", ifVersion: 0));
        using SecretBuffer secret = SecretBuffer.Of("z");
        Assert.Equal(VaultProblemKind.Unknown, (await Vaults.RotateAsync(Glm with { Name = "other" }, secret, Start)).Problem?.Kind);
        Assert.Equal("oldUntil", (await Vaults.RotateAsync(Glm, secret, Start.AddDays(91))).Problem?.Field);
        Assert.Equal(VaultProblemKind.Stale, (await Vaults.DeleteAsync(Glm, ifVersion: 9)).Problem?.Kind);
        Assert.Equal(VaultProblemKind.Unknown, (await Vaults.DeleteAsync(Glm with { Name = "other" })).Problem?.Kind);
        Assert.Equal(VaultProblemKind.Unknown, (await Vaults.DeleteAsync(Glm with { Tenant = "nobody" })).Problem?.Kind);
        Assert.Equal("x", await Resolve(Glm));
    }

    [Fact]
    public async Task Lists_TellFingerprintsOnly()
    {
        await Put(Glm, LongKey);
        await Put(Glm with { Name = "short" }, "fifteen-letters");
        await Put(Glm with { User = "ann" }, "of-ann");
        await Put(Glm with { Tenant = "beta" }, LongKey);
        await Put(Glm with { Name = "gone" }, "gone");
        await Vaults.DeleteAsync(Glm with { Name = "gone" });
        ImmutableArray<VaultInfo> own = await Vaults.ListAsync("ACME");
        Assert.Equal([(null, "glm", "abcd"), (null, "short", null), ("ann", "glm", null)], own.Select(info => (info.Path.User, info.Path.Name, info.LastFour)));
        Assert.All(own, info => Assert.Equal(Place, info.Destination));
        Assert.Empty(await Vaults.ListAsync("nobody"));
        // One secret in two tenants: nobody can tell from outside.
        Assert.NotEqual(own[0].Fingerprint, Assert.Single(await Vaults.ListAsync("beta")).Fingerprint);
    }

    [Fact]
    public async Task Use_IsNotedToTheHour()
    {
        await Put(Glm, LongKey);
        Advance(TimeSpan.FromMinutes(5));
        await Vaults.NoteUseAsync(Glm);
        Advance(TimeSpan.FromMinutes(59));
        await Vaults.NoteUseAsync(Glm);
        await Vaults.NoteUseAsync(Glm with { Tenant = "nobody" });
        VaultInfo info = Assert.Single(await Vaults.ListAsync("acme"));
        Assert.Equal((Start.AddMinutes(5), Start), (info.Used, info.Changed));
        Advance(TimeSpan.FromMinutes(1));
        await Vaults.NoteUseAsync(Glm);
        Assert.Equal(Start.AddMinutes(65), Assert.Single(await Vaults.ListAsync("acme")).Used);
    }

    /// <summary>Whoever read the entry can still change it, however much it was used since.</summary>
    [Fact]
    public async Task Use_RaisesNoVersion()
    {
        VaultInfo put = await Put(Glm, LongKey);
        await Vaults.NoteUseAsync(Glm);
        VaultInfo used = Assert.Single(await Vaults.ListAsync("acme"));
        Assert.Equal((Start, put.Version, put.ETag), (used.Used, used.Version, used.ETag));
        using SecretBuffer second = SecretBuffer.Of("second");
        VaultResult rotated = await Vaults.RotateAsync(Glm, second, Start.AddHours(1), ifVersion: put.Version);
        Assert.Equal((2L, Start), (rotated.Info!.Version, rotated.Info.Used));
        Advance(TimeSpan.FromHours(1));
        await Vaults.NoteUseAsync(Glm);
        Assert.Null((await Vaults.DeleteAsync(Glm, ifVersion: 2)).Problem);
        Assert.Equal(4, (await Put(Glm, LongKey)).Version);
    }

    [Fact]
    public async Task DisposedSecret_IsGone()
    {
        await Put(Glm, LongKey);
        ResolvedSecret found = await Vaults.ResolveAsync(Glm, Place);
        found.Dispose();
        Assert.Throws<ObjectDisposedException>(() => found.Secret!.AsSpan().Length);
    }

    [Fact]
    public async Task ManyWritersAtOnce_LoseNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => Put(Glm with { Name = $"n{number % 10}" }, $"secret {number}"))));
        ImmutableArray<VaultInfo> infos = await Vaults.ListAsync("acme");
        Assert.Equal(Enumerable.Repeat(10L, 10), infos.Select(info => info.Version));
    }

    protected async Task<VaultInfo> Put(VaultPath path, string secret)
    {
        using SecretBuffer buffer = SecretBuffer.Of(secret);
        VaultResult result = await Vaults.PutAsync(path, buffer, Place);
        Assert.Null(result.Problem);
        return result.Info!;
    }

    protected async Task<string?> Resolve(VaultPath path, string destination = Place)
    {
        using ResolvedSecret found = await Vaults.ResolveAsync(path, destination);
        Assert.Equal((found.Secret is null, found.Secret is null), (found.Fingerprint is null, found.Source is null));
        Assert.Equal(found.Secret is null, found.Problem is not null);
        return Text(found.Secret);
    }

    protected static string? Text(SecretBuffer? secret) => secret is null ? null : Encoding.UTF8.GetString(secret.AsSpan());

    private async Task<(VaultProblemKind?, string?)> Refusal(VaultPath path, string secret, long? ifVersion = null)
    {
        using SecretBuffer buffer = SecretBuffer.Of(secret);
        VaultResult result = await Vaults.PutAsync(path, buffer, Place, ifVersion);
        Assert.Null(result.Info);
        return (result.Problem?.Kind, result.Problem?.Field);
    }
}
