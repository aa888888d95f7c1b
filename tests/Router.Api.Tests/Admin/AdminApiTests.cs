using Router.Api.Tests.Testing;
using Router.Core.AdminContract;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Usage;
using Xunit;

namespace Router.Api.Tests.Admin;

/// <summary><see cref="IAdminApi"/> asked in process, as a dashboard does.</summary>
public sealed class AdminApiTests
{
    private static Principal Of(Role role, string tenant = "default") => new(PrincipalKind.Client, tenant, null, "ann", "key", ["*"]) { Role = role };

    [Fact]
    public async Task Principal_DecidesWhatIsTold()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        IAdminApi api = gateway.Service<IAdminApi>();

        Assert.NotNull((await api.ProvidersAsync(Of(Role.Admin))).Value!.Items.Single().Details);
        Assert.Null((await api.ProvidersAsync(Of(Role.Admin, "acme"))).Value!.Items.Single().Details);
        Assert.Equal("alice", (await api.EntriesAsync(Of(Role.Admin), new DirectoryQuery(EntryKind.User, "default"))).Value!.Items.Single().Id);
        Assert.Equal(AdminProblemKind.Missing, (await api.EntriesAsync(Of(Role.Admin, "acme"), new DirectoryQuery(EntryKind.User, "default"))).Problem!.Kind);
        Assert.Equal(AdminProblemKind.Missing, (await api.EntryAsync(Of(Role.Admin, "acme"), EntryRef.OfUser("default", "alice"))).Problem!.Kind);
        Assert.Equal(AdminProblemKind.Forbidden, (await api.ConfigAsync(Of(Role.Admin, "acme"))).Problem!.Kind);
        Assert.Equal(AdminProblemKind.Forbidden, (await api.AuditAsync(Of(Role.Manager), new AuditQuery())).Problem!.Kind);
    }

    [Fact]
    public async Task Nobody_IsToldNothing()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        IAdminApi api = gateway.Service<IAdminApi>();
        Principal nobody = Principal.Anonymous;

        AdminProblem?[] problems =
        [
            (await api.ProvidersAsync(nobody)).Problem,
            (await api.ProviderAsync(nobody, "a")).Problem,
            (await api.ModelsAsync(nobody, null)).Problem,
            (await api.UsageAsync(nobody, new UsageQuery(UsageGroup.User, UsagePeriod.Day, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))).Problem,
            (await api.RequestsAsync(nobody, new RequestQuery())).Problem,
            (await api.SessionsAsync(nobody, new SessionQuery())).Problem,
            (await api.AuditAsync(nobody, new AuditQuery())).Problem,
            (await api.VaultAsync(nobody, new VaultQuery("default"))).Problem,
            (await api.BudgetsAsync(nobody, new BudgetQuery("default"))).Problem,
            (await api.ConfigAsync(nobody)).Problem,
            (await api.CheckConfigAsync(nobody, null)).Problem,
            api.Listen(nobody).Problem,
        ];

        Assert.All(problems, problem => Assert.Equal(AdminProblemKind.Forbidden, problem?.Kind));
        Assert.Empty((await api.EntriesAsync(nobody, new DirectoryQuery(EntryKind.User, "default"))).Value!.Items);
    }
}
