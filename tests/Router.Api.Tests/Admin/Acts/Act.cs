using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Access;

namespace Router.Api.Tests.Admin.Acts;

/// <summary>Something that is done.</summary>
/// <param name="Method">The method of the contract.</param>
/// <param name="Kind">What it is done to; null for what belongs to no tenant.</param>
/// <param name="Needs">What one must be allowed to do.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record Act(string Method, TargetKind? Kind, Operation[] Needs, Func<AdminCaller, Target, Task<AdminProblem?>> RunAsync)
{
    /// <summary>Whether it leaves a record.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>Whether somebody may do it to what is his own.</summary>
    public bool IsOfUsers => Kind is TargetKind.NewOfUser or TargetKind.Key or TargetKind.UserSecret;
}
