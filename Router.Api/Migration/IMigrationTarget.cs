using Router.Core.AdminContract;
using Router.Core.Migration;

namespace Router.Api.Migration;

/// <summary>Takes a single machine's state over; a gateway that is alone has none.</summary>
internal interface IMigrationTarget
{
    /// <summary>Takes a part over. The same again changes nothing.</summary>
    Task<AdminResult<MigrationReport>> TakeAsync(MigrationPart part);
}
