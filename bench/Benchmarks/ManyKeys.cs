using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Benchmarks;

/// <summary>A directory of 1,000 tenants with 4 teams and 20 users each, and 100,000 keys, every second one bound to networks.</summary>
/// <param name="State">The directory.</param>
/// <param name="Secrets">The secrets of its keys.</param>
internal sealed record ManyKeys(DirectoryState State, string[] Secrets)
{
    public const int Tenants = 1000;
    public const int Keys = 100_000;

    private const int Teams = 4;
    private const int Users = 20;

    private static readonly KeyRules Bound = new()
    {
        Models = ["claude-*", "glm-*"], Networks = ["192.168.0.0/16", "10.0.0.0/8"], Limits = new ProviderLimits(60, 1_000_000, 8), Budget = new BudgetConfig(50, "month"),
    };

    public static DateTimeOffset Start { get; } = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Makes it by commands, one a key.</summary>
    public static ManyKeys Make(KeyHasher hasher)
    {
        var directory = new TenantDirectory(DirectoryState.Initial);
        string[] secrets = new string[Keys];
        for (int tenant = 0; tenant < Tenants; tenant++)
        {
            string id = $"tenant-{tenant}";
            Run(directory, new CreateTenant(id, new TenantSettings { Name = $"Tenant number {tenant}" }));
            for (int team = 0; team < Teams; team++)
            {
                Run(directory, new CreateTeam(id, $"team-{team}", new TeamSettings { Name = $"Team number {team}" }));
            }

            for (int user = 0; user < Users; user++)
            {
                Run(directory, new CreateUser(id, $"user-{user}", new UserSettings { Name = $"User number {user}", Team = $"team-{user % Teams}" }));
            }

            for (int number = 0; number < Keys / Tenants; number++)
            {
                NewKey key = NewKey.Client();
                secrets[tenant * (Keys / Tenants) + number] = key.Secret;
                var settings = new KeySettings { Name = $"key {number}", Expires = Start.AddDays(365), Rules = number % 2 == 0 ? Bound : KeyRules.Default };
                Run(directory, new CreateKey(id, $"user-{number % Users}", key.Id, settings, hasher.Of(key.Secret)));
            }
        }

        return new ManyKeys(directory.State, secrets);
    }

    private static void Run(TenantDirectory directory, DirectoryCommand command)
    {
        if (directory.Run(command, Start) is { Problems: [var problem, ..] })
        {
            throw new InvalidOperationException(problem.ToString());
        }
    }
}
