using Router.Core.AdminContract;

namespace Router.Api.Admin.Calls;

/// <summary>How long an old secret can still be used behind a rotation.</summary>
internal static class Overlaps
{
    private const int MostDays = 90;

    public static TimeSpan Usual { get; } = TimeSpan.FromDays(1);

    /// <summary>What is wrong with one; null when nothing is.</summary>
    public static AdminProblem? Check(TimeSpan? overlap) => overlap > TimeSpan.FromDays(MostDays)
        ? AdminProblem.Of(AdminProblemKind.Invalid, new FieldProblem("overlap", $"must be at most {MostDays} days, such as \"24h\" or \"7d\"; \"0s\" ends the old secret at once"))
        : null;
}
