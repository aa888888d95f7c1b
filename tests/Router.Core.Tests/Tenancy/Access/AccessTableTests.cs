using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Core.Tests.Tenancy.Access;

public sealed class AccessTableTests
{
    /// <summary>Every cell, written down a second time on purpose: u own user, t own team, o own tenant, a everything, - nothing.</summary>
    private const string Expected = """
        operation             viewer member manager admin default-admin
        SeeDirectory          o      t      o       o     a
        ManageTenants         -      -      -       -     a
        ManageTeams           -      -      -       o     a
        ManageUsers           -      -      t       o     a
        SeeKeys               u      u      t       o     a
        ManageKeys            -      u      t       o     a
        ManageBudgets         -      -      -       o     a
        SeeVault              u      u      u       o     a
        ManageVault           -      u      u       o     a
        SeeUsage              o      u      t       o     a
        SeeRequests           u      u      t       o     a
        SeeAudit              -      -      -       o     a
        SeeProviders          o      o      o       o     a
        OperateProviders      -      -      -       -     a
        SetProviders          -      -      -       -     a
        SeeCache              -      -      -       o     a
        ClearCache            -      -      -       o     a
        ManageConfiguration   -      -      -       -     a
        """;

    public static TheoryData<Operation, Role, bool, Scope> Cells
    {
        get
        {
            TheoryData<Operation, Role, bool, Scope> cells = [];
            foreach (string[] row in Expected.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                Operation operation = Enum.Parse<Operation>(row[0]);
                for (int column = 1; column <= 5; column++)
                {
                    Role role = (Role)Math.Min(column - 1, (int)Role.Admin);
                    Scope scope = row[column] switch { "u" => Scope.OwnUser, "t" => Scope.OwnTeam, "o" => Scope.OwnTenant, "a" => Scope.Everything, _ => Scope.None };
                    cells.Add(operation, role, column == 5, scope);
                    if (role != Role.Admin)
                    {
                        cells.Add(operation, role, true, scope); // only admins gain by being of the default tenant
                    }
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void EveryCell_AllowsAsFarAsItSays(Operation operation, Role role, bool isDefault, Scope expected)
    {
        Assert.Equal(expected, AccessTable.Reach(role, isDefault, operation));
        string own = isDefault ? "default" : "acme";
        var actor = new Actor(role, own, "core", "ann");
        Assert.Equal(expected >= Scope.OwnUser, AccessTable.Allows(actor, operation, new Subject(own, "core", "ann")));
        Assert.Equal(expected >= Scope.OwnTeam, AccessTable.Allows(actor, operation, new Subject(own, "core", "bob")));
        Assert.Equal(expected >= Scope.OwnTeam, AccessTable.Allows(actor, operation, new Subject(own, "core")));
        Assert.Equal(expected >= Scope.OwnTenant, AccessTable.Allows(actor, operation, new Subject(own, "ops", "bob")));
        Assert.Equal(expected >= Scope.OwnTenant, AccessTable.Allows(actor, operation, new Subject(own)));
        Assert.Equal(expected >= Scope.Everything, AccessTable.Allows(actor, operation, new Subject("other", "core", "ann")));
        Assert.Equal(expected >= Scope.Everything, AccessTable.Allows(actor, operation, Subject.Gateway));
    }

    [Fact]
    public void Table_HasARowForEveryOperation() =>
        Assert.Equal(Enum.GetNames<Operation>(), Expected.Split('\n').Skip(1).Select(line => line.Split(' ')[0]));

    [Fact]
    public void OnlyAdminsOfTheDefaultTenant_SetProviders()
    {
        Assert.True(AccessTable.Allows(new Actor(Role.Admin, "default", null, "root"), Operation.SetProviders, Subject.Gateway));
        Assert.False(AccessTable.Allows(new Actor(Role.Admin, "acme", null, "root"), Operation.SetProviders, Subject.Gateway));
        Assert.False(AccessTable.Allows(new Actor(Role.Admin, "acme", null, "root"), Operation.SetProviders, new Subject("acme")));
        Assert.False(AccessTable.Allows(new Actor(Role.Manager, "default", null, "root"), Operation.SetProviders, Subject.Gateway));
    }

    [Fact]
    public void WithoutATeam_AManagerManagesHimself()
    {
        var manager = new Actor(Role.Manager, "acme", null, "ann");
        Assert.True(AccessTable.Allows(manager, Operation.ManageKeys, new Subject("acme", null, "ann")));
        Assert.False(AccessTable.Allows(manager, Operation.ManageKeys, new Subject("acme", null, "bob")));
        Assert.False(AccessTable.Allows(manager, Operation.ManageKeys, new Subject("acme")));
    }

    [Theory]
    [InlineData(Role.Admin, Role.Admin, true)]
    [InlineData(Role.Admin, Role.Viewer, true)]
    [InlineData(Role.Manager, Role.Manager, true)]
    [InlineData(Role.Manager, Role.Admin, false)]
    [InlineData(Role.Member, Role.Viewer, false)]
    [InlineData(Role.Viewer, Role.Viewer, false)]
    public void Nobody_MakesOrUnmakesHisBetters(Role own, Role other, bool expected) => Assert.Equal(expected, AccessTable.MayGrant(own, other));

    [Fact]
    public void UnknownRoleOrOperation_MayNothing()
    {
        Assert.Equal(Scope.None, AccessTable.Reach((Role)9, true, Operation.SeeUsage));
        Assert.Equal(Scope.None, AccessTable.Reach(Role.Admin, true, (Operation)99));
    }

    [Fact]
    public void Actor_IsWhomTheKeyStandsFor()
    {
        var principal = new Principal(PrincipalKind.Client, "acme", "core", "ann", "k", ["*"]) { Role = Role.Manager };
        Assert.Equal(new Actor(Role.Manager, "acme", "core", "ann"), Actor.Of(principal));
        Assert.Equal(Role.Member, Principal.Anonymous.Role);
        Assert.Equal(Role.Admin, new Principal(PrincipalKind.Admin, "default", null, "admin", "admin", []).Role);
    }
}
