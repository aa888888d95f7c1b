using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Tests.Admission;
using Router.Core.Tests.Tenancy.Directory;
using Router.Core.Tests.Tenancy.Vault;

namespace Router.Core.Tests.Tenancy;

/// <summary>Secrets in plain text are in no record, no text form and no JSON.</summary>
public sealed class SecrecyTests
{
    private const string Canary = "canary-5f1e8d2c-in-the-vault";

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    /// <summary>Types that hold something in plain text; each says so in its own words when printed.</summary>
    private static readonly Type[] Plain = [typeof(SecretBuffer), typeof(NewKey), typeof(MasterKey), typeof(MasterKeys), typeof(ResolvedSecret)];

    private static IEnumerable<Type> Types => typeof(Principal).Assembly.GetTypes().Where(type =>
        type.Namespace?.StartsWith("Router.Core.Tenancy", StringComparison.Ordinal) == true && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));

    [Fact]
    public void Records_HoldNothingInPlainText()
    {
        Type[] records = [.. Types.Where(type => type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null))];
        Assert.Contains(typeof(VaultEntry), records);
        Assert.Contains(typeof(ClientKey), records);
        foreach (FieldInfo field in records.SelectMany(record => record.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)))
        {
            Assert.DoesNotContain(field.FieldType, Plain);
            Assert.False(field.FieldType == typeof(string) && field.Name.Contains("secret", StringComparison.OrdinalIgnoreCase), $"{field.DeclaringType}.{field.Name}");
        }
    }

    [Fact]
    public void TypesWithPlainText_PrintInTheirOwnWords_AndAreNotSerialized()
    {
        foreach (Type type in Plain)
        {
            Assert.Equal(type, type.GetMethod(nameof(ToString), [])!.DeclaringType);
            foreach (PropertyInfo property in type.GetProperties().Where(property => property.PropertyType == typeof(ReadOnlySpan<byte>) || property.Name == "Secret" && property.PropertyType == typeof(string)))
            {
                Assert.NotNull(property.GetCustomAttribute<JsonIgnoreAttribute>());
            }
        }
    }

    [Fact]
    public async Task PuttingAndResolving_LeavesNoTrace()
    {
        var journal = new HeldVaultJournal();
        var vaults = new LocalTenantVaults(Master.SealerOf(Master.First), _ => true, journal, new HandClock());
        var path = new VaultPath("acme", "ann", "glm");
        using SecretBuffer secret = SecretBuffer.Of(Canary);
        VaultResult put = await vaults.PutAsync(path, secret, "https://api.z.ai");
        VaultResult refused = await vaults.PutAsync(path with { Name = "no name" }, secret, "https://api.z.ai");
        VaultResult stale = await vaults.PutAsync(path with { Name = "other" }, secret, "https://api.z.ai", 7);
        using ResolvedSecret found = await vaults.ResolveAsync(path, "https://api.z.ai");
        Assert.Equal(Canary, Encoding.UTF8.GetString(found.Secret!.AsSpan()));
        object[] all = [secret, put, refused, stale, found, .. await vaults.ListAsync("acme"), .. journal.Effects, .. vaults.States.Select(state => state.Save())];
        AssertClean(all, Canary);
    }

    [Fact]
    public void MasterKeys_TellTheirIdsOnly()
    {
        Assert.Matches("^[0-9a-f]{8}$", $"{Master.First}");
        Assert.Equal($"{Master.First}, {Master.Second}", $"{new MasterKeys(Master.First, Master.Second)}");
        Assert.Equal(["Id"], typeof(MasterKey).GetProperties().Select(property => property.Name));
    }

    [Fact]
    public async Task IssuingAKey_LeavesNoTrace()
    {
        var journal = new HeldJournal();
        var directory = new LocalDirectory(DirectoryState.Initial, journal, new HandClock());
        await directory.RunAsync(new CreateUser("default", "ann", new UserSettings { Name = "Ann" }));
        IssuedKey issued = await new KeyIssuer(directory, Folk.Hasher).CreateAsync(new KeyOrder("default", "ann", new KeySettings()));
        string secret = issued.Secret!.Secret;
        new KeyRing(Folk.Hasher, [], directory.Keys).TryFind(secret, Folk.Start, null, out Principal? principal);
        object[] all = [issued, issued.Secret, issued.Answer, principal!, .. journal.Effects, DirectorySnapshot.Of(directory.State)];
        AssertClean(all, secret[("sk-rtr-".Length + 9)..]);
    }

    private static void AssertClean(IEnumerable objects, string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        string[] forms = [secret, Convert.ToBase64String(bytes), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes)];
        foreach (object item in objects)
        {
            string told = $"{item}\n{JsonSerializer.Serialize(item, item.GetType(), WithFields)}";
            foreach (string form in forms)
            {
                Assert.DoesNotContain(form, told, StringComparison.Ordinal);
            }
        }
    }
}
