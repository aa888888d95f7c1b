using System.Collections.Immutable;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;

namespace Router.Api.Doctor.Printing;

/// <summary>Shows findings while they are made.</summary>
internal interface IDoctorProgress
{
    /// <summary>Shows while the work runs.</summary>
    /// <param name="providers">Who is looked at.</param>
    /// <param name="work">The work.</param>
    Task ShowAsync(ImmutableArray<ProviderConfig> providers, Func<Task> work);

    /// <summary>A finding; from any thread.</summary>
    void Found(ProviderConfig provider, Check check);
}
