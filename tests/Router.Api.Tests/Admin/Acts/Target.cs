using Router.Core.AdminContract;
using Router.Core.Tenancy.Access;

namespace Router.Api.Tests.Admin.Acts;

/// <summary>What an act is done to.</summary>
/// <param name="Api">Who does it.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Id">Its id.</param>
internal sealed record Target(IAdminApi Api, Subject Subject, string Id)
{
    public string Tenant => Subject.Tenant!;

    public override string ToString() => $"{Id} of {Subject}";
}
