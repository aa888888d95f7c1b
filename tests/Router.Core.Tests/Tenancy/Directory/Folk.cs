using System.Net;
using System.Text.Json;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory;

/// <summary>A directory with a key index beside it, fed with commands one by one. Secrets are short words.</summary>
internal sealed class Folk
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    public static readonly KeyHasher Hasher = new("master"u8);

    private readonly KeyIndex _index = new();

    public Folk()
    {
        _index.Load(Entity.State);
        Ring = new KeyRing(Hasher, [], _index);
    }

    public TenantDirectory Entity { get; } = new(DirectoryState.Initial);

    public List<DirectoryEffect> Effects { get; } = [];

    public KeyRing Ring { get; }

    public DateTimeOffset Now { get; set; } = Start;

    /// <summary>Ann of the core team of acme, with the key <c>annskey1</c> whose secret is "first".</summary>
    public static Folk WithAnn()
    {
        var folk = new Folk();
        folk.Do(new CreateTenant("acme", new TenantSettings { Name = "Acme Inc." }));
        folk.Do(new CreateTeam("acme", "core", new TeamSettings { Name = "Core" }));
        folk.Do(new CreateUser("acme", "ann", new UserSettings { Name = "Ann", Team = "core", Role = Role.Manager }));
        folk.Do(new CreateKey("acme", "ann", "annskey1", new KeySettings(), Hash("first")));
        return folk;
    }

    public static KeyHash Hash(string secret) => Hasher.Of(secret);

    public DirectoryAnswer Run(DirectoryCommand command)
    {
        DirectoryAnswer answer = Entity.Run(command, Now);
        if (answer.Effect is { } effect)
        {
            Effects.Add(effect);
            _index.Apply(effect);
        }

        return answer;
    }

    /// <summary>Runs a command that must succeed.</summary>
    public DirectoryEntry Do(DirectoryCommand command)
    {
        DirectoryAnswer answer = Run(command);
        Assert.Empty(answer.Problems);
        return answer.Entry!;
    }

    /// <summary>Runs a command that must be refused for one reason, and change nothing.</summary>
    public DirectoryProblem Refused(DirectoryCommand command)
    {
        string before = Json();
        DirectoryAnswer answer = Run(command);
        Assert.Null(answer.Entry);
        Assert.Equal(before, Json());
        return Assert.Single(answer.Problems);
    }

    public void Stand(EntryRef entry, Standing standing) => Do(new SetStanding(entry, standing));

    public KeyRefusal Try(string secret, string? from = null) => Ring.TryFind(secret, Now, from is null ? null : IPAddress.Parse(from), out _);

    public Principal Find(string secret)
    {
        Assert.Equal(KeyRefusal.None, Ring.TryFind(secret, Now, null, out Principal? principal));
        return principal!;
    }

    public string Json() => Json(Entity.State);

    public static string Json(DirectoryState state) => JsonSerializer.Serialize(DirectorySnapshot.Of(state), DirectoryJson.Default.DirectorySnapshot);
}
