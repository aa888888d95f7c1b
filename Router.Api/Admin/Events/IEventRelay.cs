using Router.Core.AdminContract.Events;

namespace Router.Api.Admin.Events;

/// <summary>Hands what happens here to those who listen elsewhere. It never waits.</summary>
internal interface IEventRelay
{
    /// <summary>Something happened here.</summary>
    void Send(AdminEvent happened);
}
