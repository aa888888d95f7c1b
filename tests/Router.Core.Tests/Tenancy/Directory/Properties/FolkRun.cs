using FsCheck;
using FsCheck.Fluent;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory.Properties;

/// <summary>Commands at random, about few tenants, teams, users, keys and names, so that they get into each other's way.</summary>
/// <param name="Steps">A command and the seconds before it.</param>
internal sealed record FolkRun(IReadOnlyList<(DirectoryCommand Command, int Seconds)> Steps)
{
    private static readonly string[] Tenants = ["default", "acme", "beta"];
    private static readonly string[] Names = ["Ann", "ann", "Bob", "Core", "Core"];
    private static readonly string[] Keys = ["key00001", "key00002", "key00003", "key00004", "key00005"];

    public static Gen<FolkRun> All =>
        from count in Gen.Choose(1, 60)
        from steps in Step.ArrayOf(count)
        select new FolkRun(steps);

    private static Gen<(DirectoryCommand, int)> Step =>
        from kind in Gen.Frequency(
            (2, Gen.Constant(0)), (1, Gen.Constant(1)), (2, Gen.Constant(2)), (1, Gen.Constant(3)), (4, Gen.Constant(4)),
            (2, Gen.Constant(5)), (5, Gen.Constant(6)), (2, Gen.Constant(7)), (4, Gen.Constant(8)), (5, Gen.Constant(9)))
        from tenant in Gen.Elements(Tenants)
        from team in Gen.Elements("core", "ops")
        from user in Gen.Elements("ann", "bob", "cy")
        from key in Gen.Elements(Keys)
        from name in Gen.Elements(Names)
        from part in Gen.Choose(0, 11)
        from seconds in Gen.Elements(0, 0, 1, 10, 100)
        from at in Gen.Choose(0, 900)
        select (Make(kind, tenant, team, user, key, name, part, at), seconds);

    public override string ToString() => string.Join('\n', Steps.Select(step => $"{step.Seconds} s, {step.Command}"));

    private static DirectoryCommand Make(int kind, string tenant, string team, string user, string key, string name, int part, int at)
    {
        string? userTeam = part % 2 == 0 ? team : null;
        var settings = new KeySettings { Name = part % 3 == 0 ? name : null, Expires = part % 4 == 0 ? Folk.Start.AddSeconds(at) : null };
        EntryRef[] entries = [EntryRef.OfTenant(tenant), EntryRef.OfTeam(tenant, team), EntryRef.OfUser(tenant, user), EntryRef.OfKey(key)];
        return kind switch
        {
            0 => new CreateTenant(tenant, new TenantSettings { Name = tenant }),
            1 => new ChangeTenant(tenant, new TenantSettings { Name = part == 0 ? "acme" : name }),
            2 => new CreateTeam(tenant, team, new TeamSettings { Name = name }),
            3 => new ChangeTeam(tenant, team, new TeamSettings { Name = name }),
            4 => new CreateUser(tenant, user, new UserSettings { Name = part % 4 == 0 ? name : user, Team = userTeam }),
            5 => new ChangeUser(tenant, user, new UserSettings { Name = part % 4 == 0 ? name : user, Team = userTeam }),
            6 => new CreateKey(tenant, user, key, settings, default),
            7 => new ChangeKey(key, settings),
            8 => new RotateKey(key, default, Folk.Start.AddSeconds(at)),
            _ => new SetStanding(entries[part % 4], part < 9 ? (Standing)(part % 3 == 2 && part % 2 == 0 ? 1 : part % 3 == 1 ? 2 : 0) : Standing.Suspended),
        };
    }

    /// <summary>Runs all commands; secrets are numbered.</summary>
    /// <param name="after">Called after each command with its answer and its secret.</param>
    public Folk Play(Action<Folk, DirectoryCommand, DirectoryAnswer, string>? after = null)
    {
        var folk = new Folk();
        int number = 0;
        foreach ((DirectoryCommand given, int seconds) in Steps)
        {
            folk.Now += TimeSpan.FromSeconds(seconds);
            string secret = $"secret {number++}";
            DirectoryCommand command = given switch
            {
                CreateKey create => create with { Hash = Folk.Hash(secret) },
                RotateKey rotate => rotate with { Hash = Folk.Hash(secret) },
                _ => given,
            };
            DirectoryAnswer answer = folk.Run(command);
            after?.Invoke(folk, command, answer, secret);
        }

        return folk;
    }
}
