using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Router.Core.Tenancy.Vault;
using Router.Core.Tests.Admission;

namespace Router.Core.Tests.Tenancy.Vault.Properties;

/// <summary>Random puts, rotations, deletions, changes of the master key and starts from the journal, against a plain dictionary of what must come back.</summary>
public sealed class VaultProperties
{
    private const string Place = "https://api.z.ai";

    private static readonly string[] Tenants = ["acme", "beta", "default"];
    private static readonly string?[] Users = [null, "ann"];
    private static readonly string[] Names = ["glm", "deepseek"];

    [Fact]
    public void Vaults_AgreeWithTheBooks() => Prop.ForAll(Runs.ToArbitrary(), run => PlayAsync(run).GetAwaiter().GetResult()).Check(PropertyRuns.Of(200));

    private static Gen<ImmutableArray<VaultStep>> Runs =>
        from count in Gen.Choose(1, 50)
        from steps in Step.ArrayOf(count)
        select steps.ToImmutableArray();

    private static Gen<VaultStep> Step =>
        from kind in Gen.Choose(0, 9)
        from tenant in Gen.Elements(Tenants)
        from user in Gen.Elements(Users)
        from name in Gen.Elements(Names)
        from number in Gen.Choose(0, 9)
        select new VaultStep(kind, tenant, user, name, number);

    private static async Task<bool> PlayAsync(ImmutableArray<VaultStep> steps)
    {
        var clock = new HandClock();
        var journal = new HeldVaultJournal();
        Dictionary<VaultPath, (string Secret, string? Previous, DateTimeOffset Until)> books = [];
        ImmutableArray<MasterKey> keys = [new("master key number 0"u8)];
        LocalTenantVaults vaults = Open();
        foreach (VaultStep step in steps)
        {
            var path = new VaultPath(step.Tenant, step.User, step.Name);
            string text = $"secret {step.Number}";
            using SecretBuffer secret = SecretBuffer.Of(text);
            bool known = books.TryGetValue(path, out (string Secret, string? Previous, DateTimeOffset Until) line);
            switch (step.Kind)
            {
                case 0 or 1 or 2:
                    Assert.Null((await vaults.PutAsync(path, secret, Place)).Problem);
                    books[path] = (text, null, default);
                    break;
                case 3 or 4 or 5:
                    DateTimeOffset until = clock.GetUtcNow().AddSeconds(step.Number);
                    Assert.Equal(known, (await vaults.RotateAsync(path, secret, until)).Problem is null);
                    if (known && line.Secret != text)
                    {
                        books[path] = (text, line.Secret, until);
                    }
                    else if (known && until <= clock.GetUtcNow())
                    {
                        books[path] = (text, null, default);
                    }

                    break;
                case 6:
                    await vaults.DeleteAsync(path);
                    books.Remove(path);
                    break;
                case 7:
                    clock.Advance(step.Number);
                    break;
                case 8:
                    // A new master key; half of the time the process is killed before anything is wrapped anew.
                    keys = keys.Insert(0, new MasterKey(Encoding.UTF8.GetBytes($"master key number {keys.Length}")));
                    vaults = Open();
                    if (step.Number % 2 == 0)
                    {
                        Assert.Empty((await vaults.RewrapAsync()).Failed);
                        Assert.All(vaults.States, state => Assert.True(state.Key is null || state.Key.MasterKey == keys[0].Id));
                    }

                    break;
                default:
                    vaults = Open();
                    break;
            }

            await CheckAllAsync();
        }

        return true;

        LocalTenantVaults Open() => new(new VaultSealer(new MasterKeys(keys[0], keys[1..])), tenant => tenant == "acme", journal, clock, journal.Replay(twice: true));

        async Task CheckAllAsync()
        {
            foreach (VaultPath path in Tenants.SelectMany(tenant => Users.SelectMany(user => Names.Select(name => new VaultPath(tenant, user, name)))))
            {
                VaultPath[] places = [path, path with { User = null }, .. path.Tenant == "acme" ? [new VaultPath("default", null, path.Name)] : Array.Empty<VaultPath>()];
                VaultPath? source = Array.Find(places, books.ContainsKey);
                using ResolvedSecret found = await vaults.ResolveAsync(path, Place);
                Assert.Equal(source, found.Source);
                if (source is not null)
                {
                    (string secret, string? previous, DateTimeOffset until) = books[source];
                    Assert.Equal(secret, Encoding.UTF8.GetString(found.Secret!.AsSpan()));
                    Assert.Equal(until > clock.GetUtcNow() ? previous : null, found.Previous is { } old ? Encoding.UTF8.GetString(old.AsSpan()) : null);
                }
            }
        }
    }
}
