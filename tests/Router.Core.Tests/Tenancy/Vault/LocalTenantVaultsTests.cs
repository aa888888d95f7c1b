using System.Text;
using System.Text.Json;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Tests.Admission;

namespace Router.Core.Tests.Tenancy.Vault;

public sealed class LocalTenantVaultsTests : VaultContract
{
    private readonly HeldVaultJournal _journal = new();
    private readonly HandClock _clock = new();
    private readonly LocalTenantVaults _vaults;

    public LocalTenantVaultsTests() => _vaults = Open(Master.SealerOf(Master.First));

    protected override ITenantVaults Vaults => _vaults;

    protected override void Advance(TimeSpan time) => _clock.Advance(time.TotalSeconds);

    [Fact]
    public async Task Journal_RebuildsTheVaults_OnceAndTwice()
    {
        await Fill();
        string expected = Json(_vaults.States);
        Assert.Equal(expected, Json(_journal.Replay()));
        Assert.Equal(expected, Json(_journal.Replay(twice: true)));
        LocalTenantVaults opened = Open(Master.SealerOf(Master.First), _journal.Replay());
        using ResolvedSecret found = await opened.ResolveAsync(Glm, Place);
        Assert.Equal((LongKey + " 2", LongKey), (Text(found.Secret), Text(found.Previous)));
        VaultState[] restored = [.. _vaults.States.Select(state => VaultState.Restore(
            JsonSerializer.Deserialize(JsonSerializer.Serialize(state.Save(), VaultJson.Default.VaultSnapshot), VaultJson.Default.VaultSnapshot)!))];
        Assert.Equal(expected, Json(restored));
    }

    [Fact]
    public async Task OtherMasterKey_IsSaidByName_AndNothingIsLost()
    {
        await Fill();
        LocalTenantVaults wrong = Open(Master.SealerOf(Master.Second), _vaults.States);
        using ResolvedSecret found = await wrong.ResolveAsync(Glm, Place);
        Assert.Null(found.Secret);
        Assert.Equal((VaultProblemKind.WrongMasterKey, "secrets.masterKey"), (found.Problem!.Kind, found.Problem.Field));
        Assert.Contains(Master.First.Id, found.Problem.Text, StringComparison.Ordinal);
        Assert.Contains(Master.Second.Id, found.Problem.Text, StringComparison.Ordinal);
        using SecretBuffer other = SecretBuffer.Of("other");
        Assert.Equal(VaultProblemKind.WrongMasterKey, (await wrong.PutAsync(Glm, other, Place)).Problem?.Kind);
        Assert.Equal(3, (await wrong.RewrapAsync()).Failed.Length);
        Assert.Equal(Json(_vaults.States), Json(wrong.States));
    }

    /// <summary>A tenant whose own entry can't be opened must not unknowingly use, and pay with, another's.</summary>
    [Fact]
    public async Task EntryThatCantBeOpened_DoesNotFallThrough()
    {
        await Fill();
        LocalTenantVaults half = Open(Master.SealerOf(Master.Second), _vaults.States.Where(state => state.Tenant == "acme"));
        using SecretBuffer theirs = SecretBuffer.Of("of-default");
        await half.PutAsync(new VaultPath("default", null, "glm"), theirs, Place);
        using ResolvedSecret found = await half.ResolveAsync(Glm, Place);
        Assert.Equal(VaultProblemKind.WrongMasterKey, found.Problem?.Kind);
    }

    [Fact]
    public async Task NewMasterKey_WrapsDataKeysOnly_AndGoesOnWhereItStopped()
    {
        await Fill();
        string[] secrets = Sealed(_vaults.States);
        string[] fingerprints = [.. Secrets(_vaults.States).Select(secret => secret.Fingerprint)];

        // The rotation is killed behind its first step: one tenant is wrapped anew, two are not.
        VaultState[] before = [.. _vaults.States];
        var first = new TenantVault(before[0]);
        first.Run(new WrapKey(Master.SealerOf(Master.Second, Master.First).Rewrap(before[0], out _)!), Start);
        LocalTenantVaults again = Open(Master.SealerOf(Master.Second, Master.First), [first.State, .. before[1..]]);
        RewrapReport report = await again.RewrapAsync();
        Assert.Equal((2, 1, 0), (report.Wrapped, report.Already, report.Failed.Length));
        report = await again.RewrapAsync();
        Assert.Equal((0, 3, 0), (report.Wrapped, report.Already, report.Failed.Length));
        Assert.Equal(secrets, Sealed(again.States));
        Assert.All(again.States, state => Assert.Equal((Master.Second.Id, 2L), (state.Key!.MasterKey, state.Key.Version)));

        LocalTenantVaults after = Open(Master.SealerOf(Master.Second), again.States);
        using ResolvedSecret found = await after.ResolveAsync(Glm, Place);
        Assert.Equal(LongKey + " 2", Text(found.Secret));
        Assert.Equal(fingerprints, Secrets(after.States).Select(secret => secret.Fingerprint));
    }

    [Fact]
    public async Task FailedJournal_TakesEverythingBack()
    {
        await Put(Glm, LongKey);
        string before = Json(_vaults.States);
        _journal.Hold();
        using SecretBuffer second = SecretBuffer.Of("second");
        Task<VaultResult> put = _vaults.PutAsync(Glm, second, Place).AsTask();
        Task<VaultResult> other = _vaults.PutAsync(Glm with { Tenant = "beta" }, second, Place).AsTask();
        Task<VaultResult> deletion = _vaults.DeleteAsync(Glm).AsTask();
        Assert.False(put.IsCompleted || other.IsCompleted || deletion.IsCompleted);
        _journal.Fail();
        Task<VaultResult>[] all = [put, other, deletion];
        Assert.All(await Task.WhenAll(all), result => Assert.Equal((VaultProblemKind.NotKept, VaultChange.None, null), (result.Problem?.Kind, result.Change, result.Info)));
        Assert.Equal(before, Json(_vaults.States));
        Assert.Equal(LongKey, await Resolve(Glm));
    }

    [Fact]
    public async Task Effects_TellWhatWasDone_AndWhoAsked()
    {
        var boss = new Requester("acme", "boss", "k1", "req_1", null);
        using SecretBuffer first = SecretBuffer.Of("first");
        using SecretBuffer second = SecretBuffer.Of("second");
        VaultResult created = await _vaults.PutAsync(Glm, first, Place, by: boss);
        Assert.Equal((_journal.Effects[^1], (long)_journal.Effects.Count), (created.Effect, created.Position));
        await _vaults.PutAsync(Glm, first, Place, by: boss);
        await _vaults.RotateAsync(Glm, second, Start.AddHours(1), by: boss);
        await _vaults.NoteUseAsync(Glm);
        await _vaults.PutAsync(Glm, first, Place, by: boss);
        await _vaults.DeleteAsync(Glm, by: boss);
        Assert.Equal(
            [(VaultChange.None, null), (VaultChange.Created, boss), (VaultChange.Rotated, boss), (VaultChange.None, null), (VaultChange.Replaced, boss), (VaultChange.Deleted, boss)],
            _journal.Effects.Select(effect => (effect.Change, effect.By)));
        VaultEffect kept = _journal.Effects[^1];
        Assert.Equal((kept.Change, kept.By), JsonSerializer.Deserialize(JsonSerializer.Serialize(kept, VaultJson.Default.VaultEffect), VaultJson.Default.VaultEffect) is { } read ? (read.Change, read.By) : default);
    }

    [Fact]
    public async Task CommandBehindALoss_IsDecidedOnWhatIsKept()
    {
        _journal.Hold();
        Task<VaultInfo> first = Put(Glm, LongKey);
        _journal.Fail();
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => first);
        Assert.Equal(VaultProblemKind.Unknown, (await _vaults.DeleteAsync(Glm)).Problem?.Kind);
        Assert.Equal(1, (await Put(Glm, LongKey)).Version);
        Assert.Equal(Json(_vaults.States), Json(Open(Master.SealerOf(Master.First), _vaults.States).States));
    }

    [Fact]
    public async Task RepeatedPut_WaitsForTheFirst()
    {
        _journal.Hold();
        Task<VaultInfo> first = Put(Glm, LongKey);
        Task<VaultInfo> again = Put(Glm, LongKey);
        Assert.False(again.IsCompleted);
        _journal.Flush();
        Assert.Equal(await first, await again);
    }

    [Fact]
    public async Task Answer_WaitsForTheJournal()
    {
        _journal.Hold();
        Task<VaultInfo> put = Put(Glm, LongKey);
        Assert.False(put.IsCompleted);
        _journal.Flush();
        Assert.Equal("abcd", (await put).LastFour);
    }

    [Fact]
    public async Task ThousandSecrets_HaveAThousandNonces()
    {
        for (int number = 0; number < 1000; number++)
        {
            await Put(Glm, $"secret {number % 2}");
        }

        IEnumerable<string> nonces = _journal.Effects.Select(effect => effect.Entry is { } entry ? entry.Secrets[0].Sealed : effect.Key!.Sealed).Select(envelope => Convert.ToHexString(envelope.Span[..12]));
        Assert.Equal(1001, nonces.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task DeletedEntry_HoldsNoSecret_AndItsNumbersGoOn()
    {
        await Put(Glm, LongKey);
        Assert.Null((await _vaults.DeleteAsync(Glm)).Problem);
        Assert.Null((await _vaults.DeleteAsync(Glm)).Problem);
        VaultEntry gone = Assert.Single(Assert.Single(_vaults.States).Slots.Values);
        Assert.Equal((0, 2L, 1L), (gone.Secrets.Length, gone.Version, gone.LastNumber));
        Assert.Equal(3, (await Put(Glm, LongKey)).Version);
        Assert.Equal(2, Assert.Single(_vaults.States).Find(null, "glm")!.LastNumber);
    }

    /// <summary>Whoever can write the store can't move a secret to where he may read it.</summary>
    [Fact]
    public async Task SecretMovedToAnotherPlace_CantBeOpened()
    {
        await Fill();
        VaultState acme = _vaults.States.Single(state => state.Tenant == "acme");
        VaultEntry glm = acme.Find(null, "glm")!;
        (VaultState State, VaultPath Path)[] moved =
        [
            (Moved(acme, glm with { User = "eve" }), Glm with { User = "eve" }),
            (Moved(acme, glm with { Name = "other" }), Glm with { Name = "other" }),
            (Moved(acme, glm with { Secrets = [glm.Secrets[0] with { Number = 9 }] }), Glm),
            (Moved(acme, glm with { Secrets = [glm.Secrets[0] with { Destination = "https://evil.example" }] }), Glm),
            (acme with { Tenant = "beta" }, Glm with { Tenant = "beta" }),
            (acme with { Key = acme.Key! with { Sealed = Flip(acme.Key.Sealed) } }, Glm),
            (Moved(acme, glm with { Secrets = [glm.Secrets[0] with { Sealed = Flip(glm.Secrets[0].Sealed) }] }), Glm),
            (Moved(acme, glm with { Secrets = [glm.Secrets[0] with { Sealed = new byte[5] }] }), Glm),
        ];
        foreach ((VaultState state, VaultPath path) in moved)
        {
            using ResolvedSecret found = await Open(Master.SealerOf(Master.First), state).ResolveAsync(path, state.Find(path.User, path.Name)!.Secrets[0].Destination);
            Assert.Null(found.Secret);
            Assert.Equal(VaultProblemKind.Damaged, found.Problem!.Kind);
        }
    }

    [Fact]
    public void Number_IsNeverGivenTwice()
    {
        var vault = new TenantVault(VaultState.Empty("acme"));
        VaultSealer sealer = Master.SealerOf(Master.First);
        vault.Run(new WrapKey(sealer.NewKey("acme")), Start);
        Assert.Equal(VaultProblemKind.Stale, vault.Run(new WrapKey(sealer.NewKey("acme")), Start).Problem?.Kind);
        using SecretBuffer secret = SecretBuffer.Of("one");
        SecretVersion first = sealer.Seal(vault.State, null, "glm", Place, secret, out _)!;
        SecretVersion rival = sealer.Seal(vault.State, null, "glm", Place, secret, out _)!;
        var put = new PutSecret(null, "glm", first, null, null);
        Assert.NotNull(vault.Run(put, Start).Effect);
        Assert.Null(vault.Run(put, Start).Effect);
        Assert.Null(vault.Run(put, Start).Problem);
        Assert.Equal((VaultProblemKind.Stale, "secret"), (vault.Run(put with { Secret = rival }, Start).Problem!.Kind, vault.Run(put with { Secret = rival }, Start).Problem!.Field));
    }

    private async Task Fill()
    {
        await Put(Glm, LongKey);
        using SecretBuffer second = SecretBuffer.Of(LongKey + " 2");
        await _vaults.RotateAsync(Glm, second, Start.AddDays(1));
        await Put(Glm with { User = "ann" }, "of-ann");
        await Put(Glm with { Tenant = "beta" }, "of-beta");
        await Put(Glm with { Tenant = "default" }, "of-default");
    }

    private LocalTenantVaults Open(VaultSealer sealer, params IEnumerable<VaultState> states) => new(sealer, tenant => tenant != "beta", _journal, _clock, states);

    private static VaultState Moved(VaultState state, VaultEntry entry) => VaultState.Restore(state.Save() with { Entries = [entry] });

    private static ReadOnlyMemory<byte> Flip(ReadOnlyMemory<byte> envelope)
    {
        byte[] bytes = envelope.ToArray();
        bytes[^1] ^= 1;
        return bytes;
    }

    private static string[] Sealed(IEnumerable<VaultState> states) => [.. Secrets(states).Select(secret => Convert.ToBase64String(secret.Sealed.Span))];

    private static IEnumerable<SecretVersion> Secrets(IEnumerable<VaultState> states) =>
        states.OrderBy(state => state.Tenant, StringComparer.Ordinal).SelectMany(state => state.Slots.Values).SelectMany(entry => entry.Secrets);

    private static string Json(IEnumerable<VaultState> states) =>
        string.Join('\n', states.OrderBy(state => state.Tenant, StringComparer.Ordinal).Select(state => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(state.Save(), VaultJson.Default.VaultSnapshot))));
}
